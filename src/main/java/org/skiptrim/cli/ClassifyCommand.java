package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.board.AnswerCheck;
import org.skiptrim.board.BoardClient;
import org.skiptrim.board.Identity;
import org.skiptrim.board.SerialLine;
import org.skiptrim.board.SerialPorts;
import org.skiptrim.board.SerialSimulation;
import org.skiptrim.board.SimulatedBitstream;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.process.Tools;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiptrim classify}. */
@Command(
    name = "classify",
    mixinStandardHelpOptions = true,
    description = {
      "Sends images to a board with a design on it, and shows what it makes of them.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every image had an answer",
      "1:no answer, another network is on the board, or a logit is not the network's",
      "2:the command line is wrong"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim classify --port /dev/ttyUSB1 cat.png ship.png",
      "  skiptrim classify --port /dev/ttyUSB1 --dataset cifar-10 --images 1000",
      "  skiptrim classify --port /dev/ttyUSB1 photos/test     a folder for each class, with its name",
      "  skiptrim classify --simulate icebreaker cat.png                  no board, the bitstream itself"
    })
final class ClassifyCommand implements Callable<Integer> {
  private static final int NETWORK_ID_DIGITS = 16;
  private static final Duration BOARD_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SIMULATION_TIMEOUT = Duration.ofMinutes(30);

  @Spec private CommandSpec command;

  /** Where the images go. */
  private static final class Target {
    @Option(
        names = "--port",
        required = true,
        paramLabel = "DEVICE",
        description = {"The board's serial port: /dev/ttyUSB1, COM3."})
    private String port;

    @Option(
        names = "--simulate",
        required = true,
        paramLabel = "DIR",
        description = {
          "Instead of a board, the bitstream that skiptrim board has put into this folder, taken apart and simulated. For iCE40."
        })
    private Path simulated;
  }

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Option(
      names = "--baud",
      defaultValue = "1000000",
      description = {
        "Bits a second, as the design was made for; ${DEFAULT-VALUE} if it is not said."
      })
  private int baud;

  @Option(
      names = "--network",
      paramLabel = "FILE",
      description = {
        "The quantized network that should be on the board; every logit is compared with its integers then."
      })
  private Optional<Path> network = Optional.empty();

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = {"Sends test images of a data set; its classes name those of images, too."})
  private Optional<String> dataset = Optional.empty();

  @Option(
      names = "--images",
      defaultValue = "100",
      paramLabel = "N",
      description = {"How many test images; ${DEFAULT-VALUE} if it is not said."})
  private int images;

  @Option(
      names = "--timeout",
      paramLabel = "MS",
      description = {
        "How long an answer may take; 2000 if it is not said, and half an hour of a simulation."
      })
  private Optional<Integer> timeout = Optional.empty();

  @Option(
      names = "--attempts",
      defaultValue = "5",
      paramLabel = "N",
      description = {
        "How often an image is sent that has no answer; ${DEFAULT-VALUE} if not said."
      })
  private int attempts;

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE",
      description = {
        "PNG or JPEG files of the size that the network takes; or a folder that has one for each class, for accuracy."
      })
  private List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (files.isEmpty() && dataset.isEmpty()) {
      throw new ParameterException(command.commandLine(), "name images, or a --dataset");
    }
    Optional<Dataset> loaded = load();
    if (target.port != null) {
      classify(SerialPorts.open(target.port, baud), BOARD_TIMEOUT, loaded);
    } else {
      try (SerialSimulation.Running running = simulation().start()) {
        classify(running.open(), SIMULATION_TIMEOUT, loaded);
      }
    }
    return ExitCode.DONE;
  }

  private SimulatedBitstream simulation() throws IOException, InterruptedException {
    try (Display display = Display.on(out())) {
      return SimulatedBitstream.build(
          target.simulated, Tools.ofThisMachine(), display.preparation()::note);
    }
  }

  private void classify(SerialLine line, Duration patience, Optional<Dataset> loaded)
      throws IOException {
    try (BoardClient board =
        BoardClient.connect(line, timeout.map(Duration::ofMillis).orElse(patience), attempts)) {
      Questions questions = new Questions(board, checkNetwork(board.identity()), out());
      List<String> classes = loaded.map(Dataset::classes).orElse(List.of());
      for (Path file : files) {
        if (Files.isDirectory(file)) {
          questions.measure(file, classes);
        } else {
          questions.show(file, classes);
        }
      }
      if (files.isEmpty()) {
        questions.measure(loaded.orElseThrow(), images);
      }
      if (board.repeated() > 0) {
        out().printf("%d packets were sent again%n", board.repeated());
      }
    }
  }

  private Optional<Dataset> load() throws IOException {
    if (dataset.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          DatasetSource.named(dataset.get())
              .load(CacheDirectory.standard(), ProgressListener.SILENT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--dataset: " + e.getMessage(), e);
    }
  }

  private Optional<AnswerCheck> checkNetwork(Identity identity) throws IOException {
    if (network.isEmpty()) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(network.get())) {
      throw new ParameterException(command.commandLine(), "there is no file " + network.get());
    }
    String id = Checksum.sha256(network.get()).substring(0, NETWORK_ID_DIGITS);
    if (!id.equals(identity.networkId())) {
      throw new IOException(
          "the network on the board is %s, %s is %s; put its design on the board"
              .formatted(identity.networkId(), network.get(), id));
    }
    NamedNetwork file = NamedNetwork.read(network.get(), command.commandLine());
    Normalization normalization = file.normalization().orElse(Normalization.STANDARD);
    return Optional.of(new AnswerCheck(file.requireQuantized(), normalization));
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
