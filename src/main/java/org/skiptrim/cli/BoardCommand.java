package org.skiptrim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.board.Board;
import org.skiptrim.board.BoardDesign;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.storage.Checksum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code skiptrim board}. */
@Command(
    name = "board",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a quantized network as a design for a board: SystemVerilog and pins, for Yosys and nextpnr.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the design is written",
      "1:the file holds no quantized network",
      "2:the command line is wrong, or no PLL makes that clock"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim board runs/quantize-resnet8-skipper-seed-1-0123456789ab/quantized.safetensors"
          + " --board ulx3s-85f -o ulx3s"
    })
final class BoardCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "NETWORK",
      description = {"A file with a quantized network."})
  private Path network;

  @Option(
      names = "--board",
      required = true,
      paramLabel = "NAME",
      description = {"ulx3s-85f, icebreaker or hx8k-breakout."})
  private String board;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = {"Where all files go; made if it is missing."})
  private Path output;

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description = {"The design's clock, which a PLL makes; the board's own if it is not said."})
  private Optional<Double> clock = Optional.empty();

  @Option(
      names = "--baud",
      defaultValue = "1000000",
      description = {"Bits a second on the line; ${DEFAULT-VALUE} if it is not said."})
  private int baud;

  @Option(
      names = "--share",
      defaultValue = "0.7",
      description = {"What of the part the network may take; ${DEFAULT-VALUE} if it is not said."})
  private double share;

  @Option(
      names = "--normalization",
      paramLabel = "TEXT",
      description = {
        "How its images were normalized, as in 'means 128.0, stds 64.0', which is usual."
      })
  private Optional<String> normalization = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(network)) {
      throw new ParameterException(command.commandLine(), "there is no file " + network);
    }
    QuantizedNetwork quantized = QuantizedNetworkFile.read(network);
    try {
      Normalization pixels = normalization.map(Normalization::parse).orElse(Normalization.STANDARD);
      long cycles =
          new BoardDesign(Board.named(board), clock, baud, share)
              .write(quantized, pixels, Checksum.sha256(network), output);
      command.commandLine().getOut().printf("%s: %,d cycles an image%n", output, cycles);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE;
  }
}
