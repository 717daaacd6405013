package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.onnx.OnnxNetwork;
import org.skiptrim.skips.SkipConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiptrim import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes over a residual network from an ONNX file, whoever wrote it, and says what is in it. Specs take ONNX files by"
          + " themselves; only one whose weights stand in other files has to be imported first.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the network is written",
      "1:the file cannot be taken over; every node that is in the way is named",
      "2:the command line is wrong, or the output is there already"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim import resnet.onnx",
      "  skiptrim import resnet.onnx --output networks/mine.safetensors"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the network goes; beside the file, as .safetensors, if it is not said.")
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(command.commandLine(), "there is no file " + file);
    }
    Path target = output.orElseGet(this::beside);
    if (Files.exists(target)) {
      throw new ParameterException(
          command.commandLine(), target + " is there already; name another --output");
    }
    OnnxNetwork imported = OnnxNetwork.read(file);
    NetworkFile.write(imported.network(), target);
    report(imported, target);
    return ExitCode.DONE;
  }

  private Path beside() {
    String stem = file.getFileName().toString().replaceFirst("\\.onnx$", "");
    return file.resolveSibling(stem + ".safetensors");
  }

  private void report(OnnxNetwork imported, Path target) {
    PrintWriter out = command.commandLine().getOut();
    Network<RealOp> network = imported.network().network();
    long parameters =
        imported.network().parameters().nodes().values().stream()
            .flatMap(node -> node.values().stream())
            .mapToLong(values -> values.data().length)
            .sum();
    out.printf(
        "%s: %d operations on images of %s, %d skip connections, %,d numbers, %d classes%n",
        target,
        network.nodes().size(),
        network.shape(network.input().name()),
        SkipConnection.in(network).size(),
        parameters,
        network.shape(network.output().name()).channels());
    imported.notes().forEach(note -> out.println("  " + note));
  }
}
