package org.skiptrim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.network.NetworkFile;
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
      "Takes over a residual network from an ONNX file, a Keras file (.h5, .keras) or a PyTorch state dict of a ResNet,"
          + " whoever wrote it, and says what is in it. Specs take such files by themselves; only an ONNX file whose"
          + " weights stand in other files has to be imported first.",
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
      "  skiptrim import cifar10_ResNet20v1_model.h5",
      "  skiptrim import resnet.onnx --output networks/mine.safetensors"
    })
final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "An ONNX file, a Keras file or a state dict.")
  private Path file;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the network goes; beside the file, as .safetensors, if it is not said.")
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Path target = output.orElseGet(this::beside);
    if (Files.exists(target)) {
      throw new ParameterException(
          command.commandLine(), target + " is there already; name another --output");
    }
    NamedNetwork imported = NamedNetwork.read(file, command.commandLine());
    if (imported.real().isEmpty()) {
      throw new IOException(
          file + " is a network on integers; write it under networks in a spec as it is");
    }
    NetworkFile.write(imported.real().get(), target);
    NetworkPrinter.print(
        imported.summary(target.toString()), imported.notes(), command.commandLine().getOut());
    return ExitCode.DONE;
  }

  private Path beside() {
    String stem = file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
    return file.resolveSibling(stem + ".safetensors");
  }
}
