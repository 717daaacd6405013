package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.board.Board;
import org.skiptrim.board.BoardBitstream;
import org.skiptrim.board.BoardDesign;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.runs.Machine;
import org.skiptrim.storage.Checksum;
import picocli.CommandLine.ArgGroup;
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
      "  skiptrim board runs/quantize-resnet8-skipper-seed-1-0123456789ab --board ulx3s-85f -o ulx3s",
      "  skiptrim board small.safetensors --board icebreaker -o icebreaker --bitstream --seeds 4"
    })
final class BoardCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "NETWORK",
      description = {"A file with a quantized network, or the run directory of its step."})
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

  @ArgGroup(exclusive = false)
  private DesignOptions design = new DesignOptions();

  @Option(
      names = "--bitstream",
      description = {"Goes on to the file that the board is loaded with."})
  private boolean bitstream;

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = {
        "How many random starts its placement has, of which the fastest is kept; ${DEFAULT-VALUE} if it is not said."
      })
  private int seeds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    NamedNetwork file = NamedNetwork.read(network, command.commandLine());
    QuantizedNetwork quantized = file.requireQuantized();
    try {
      Board named = Board.named(board);
      BoardDesign.Written made =
          new BoardDesign(named, clock, baud, design.on(named.device()))
              .write(quantized, design.pixels(file), Checksum.sha256(file.file()), output);
      report(made);
      if (bitstream) {
        report(made, place(made));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE;
  }

  private BoardBitstream.Bitstream place(BoardDesign.Written made)
      throws IOException, InterruptedException {
    try (Display display = Display.on(command.commandLine().getOut())) {
      return new BoardBitstream(Tools.ofThisMachine(), seeds, Machine.CORES)
          .make(made, display.preparation());
    }
  }

  private void report(BoardDesign.Written made, BoardBitstream.Bitstream placed) {
    command
        .commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: at %.1f MHz (%.1f would do), %,.0f images a second beside the line's time for each%n",
            placed.file(),
            made.megahertz(),
            placed.fmaxMhz(),
            made.megahertz() * 1e6 / made.cyclesPerFrame());
  }

  private void report(BoardDesign.Written made) {
    PrintWriter out = command.commandLine().getOut();
    out.println(output + ": " + made.summary());
    made.misfit().ifPresent(out::println);
  }
}
