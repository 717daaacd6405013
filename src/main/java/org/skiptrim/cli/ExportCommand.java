package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.skiptrim.export.ExportException;
import org.skiptrim.export.ExportFormat;
import org.skiptrim.export.NetworkExport;
import org.skiptrim.export.StoredNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiptrim export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a network for other programs: ONNX for ONNX Runtime (onnx; qcdq with the quantized network's integers), QONNX for"
          + " hls4ml and FINN, PyTorch with the code that builds the network.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the network is written",
      "1:the format is not for this network; every node that is in the way is named",
      "2:the command line is wrong, or the output is there already"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim export results/resnet20-skipper/resnet20-skipless.safetensors --to onnx",
      "  skiptrim export runs/quantize-resnet8-skipper-seed-1-0123456789ab --to qcdq -o resnet8.onnx",
      "  skiptrim export results/resnet20-four-bits/resnet20-skipless.safetensors --to qonnx",
      "  skiptrim export runs/train-resnet8-seed-1-0123456789ab --to pytorch -o resnet8.safetensors"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "NETWORK",
      description = {
        "A file with a network, or the run directory of a step that trains or quantizes one."
      })
  private Path network;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = {
        "onnx, pytorch (of real numbers), qcdq, qonnx (of quantized ones) or safetensors (of both)."
      })
  private ExportFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = {
        "Where it goes; beside the network if it is not said. Of pytorch the code goes beside it, as .py."
      })
  private Optional<Path> output = Optional.empty();

  @Override
  public Integer call() throws IOException {
    try {
      return export();
    } catch (ExportException e) {
      throw new WholeMessage(e);
    }
  }

  private int export() throws IOException {
    if (!Files.exists(network)) {
      throw new ParameterException(
          command.commandLine(), "there is no file and no run directory " + network);
    }
    StoredNetwork stored = StoredNetwork.read(network, format);
    Path target = output.orElseGet(() -> beside(stored.file()));
    List<Path> files = NetworkExport.files(format, target);
    for (Path file : files) {
      if (Files.exists(file)) {
        throw new ParameterException(
            command.commandLine(), file + " is there already; name another --output");
      }
    }
    List<String> notes = NetworkExport.write(stored, format, target);
    PrintWriter out = command.commandLine().getOut();
    out.println(files.stream().map(Path::toString).collect(Collectors.joining(", ")));
    notes.forEach(note -> out.println("  " + note));
    return ExitCode.DONE;
  }

  private Path beside(Path file) {
    String stem = file.getFileName().toString().replaceFirst("\\.safetensors$", "");
    return file.resolveSibling(stem + format.ending());
  }
}
