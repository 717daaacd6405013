package org.skiptrim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.results.NetworkSummary;
import org.skiptrim.storage.AtomicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiptrim show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a network consists of: each operation with its shape, parameters, types and multiplications, its skip"
          + " connections, and the sums. It can be a network of SkipTrim's on real numbers or on integers, the run"
          + " directory of a step that made one, an ONNX or Keras file, or a PyTorch state dict of a ResNet.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the network is shown",
      "1:the file holds none, or one that cannot be taken over; every node that is in the way is named",
      "2:the command line is wrong, or there is no such file"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim show results/resnet20-skipper/resnet20-skipless.safetensors",
      "  skiptrim show runs/quantize-resnet8-0123456789ab",
      "  skiptrim show resnet.keras --picture resnet.svg"
    })
final class ShowCommand implements Callable<Integer> {
  private static final String PICTURE = ".svg";

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "NETWORK", description = "A file, or a run directory.")
  private Path named;

  @Option(
      names = "--picture",
      paramLabel = "FILE.svg",
      description = "Also draws the network with its skip connections, as the report does.")
  private Optional<Path> picture = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (picture.isPresent() && !isPicture(picture.get())) { // the network's own file, say
      throw new ParameterException(
          command.commandLine(), "--picture " + picture.get() + " does not end in " + PICTURE);
    }
    NamedNetwork network = NamedNetwork.read(named, command.commandLine());
    NetworkSummary summary = network.summary(named.toString());
    NetworkPrinter.print(summary, network.notes(), command.commandLine().getOut());
    if (picture.isPresent()) {
      AtomicFiles.write(picture.get(), summary.picture().toSvg());
    }
    return ExitCode.DONE;
  }

  private static boolean isPicture(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(PICTURE);
  }
}
