package org.skiptrim.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.skiptrim.placement.BitstreamDecoder;
import org.skiptrim.placement.Flow;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.simulation.CellModels;

/**
 * A board's bitstream, taken apart and simulated from pin to pin at a pseudo-terminal.
 *
 * @param simulation of the chip
 * @param clocksPerBit on its serial line
 */
public record SimulatedBitstream(SerialSimulation simulation, int clocksPerBit) {
  /** Where the decoded chip goes, in the design's folder. */
  public static final String DECODED = "decoded";

  /**
   * Decodes what {@link BoardBitstream} made and builds its simulation.
   *
   * @param directory where {@link BoardDesign#write} put the design
   * @param notice is told in a line what takes a while
   * @throws IOException if there is no bitstream, or one that can't be simulated; says why
   */
  public static SimulatedBitstream build(Path directory, Tools tools, Consumer<String> notice)
      throws IOException, InterruptedException {
    Path placed = directory.resolve(BoardBitstream.PLACED);
    requireBitstream(Files.exists(directory.resolve(BoardFile.NAME)), directory);
    BoardFile made = BoardFile.read(directory);
    Board board = Board.named(made.board());
    Flow flow = Flow.of(board.device()).orElseThrow();
    checkDecodable(made, board, flow.decoder());
    requireBitstream(Files.exists(placed.resolve(flow.bitstream())), directory);
    notice.accept("saying what the bitstream's bits mean");
    Netlist decoded =
        new BitstreamDecoder(
                tools.require(flow.unpacker(), notice),
                tools.require(flow.decoder().orElseThrow(), notice))
            .decode(
                Netlist.read(directory.resolve(BoardBitstream.NETLIST)),
                placed,
                directory.resolve(DECODED));
    decoded.save();
    List<String> sources = new ArrayList<>(List.of(Netlist.VERILOG));
    sources.addAll(CellModels.write(decoded, decoded.directory()));
    notice.accept("building its simulation");
    SerialSimulation simulation =
        SerialSimulation.build(
            tools.require(Tool.VERILATOR, notice),
            decoded.directory(),
            decoded.topModule(),
            sources);
    return new SimulatedBitstream(simulation, made.clocksPerBit());
  }

  private static void requireBitstream(boolean isThere, Path directory) throws IOException {
    if (!isThere) {
      throw new IOException(
          "%s has no bitstream; make it with: skiptrim board NETWORK --board NAME -o %s --bitstream"
              .formatted(directory, directory));
    }
  }

  private static void checkDecodable(BoardFile made, Board board, Optional<Tool> decoder)
      throws IOException {
    if (decoder.isEmpty()) {
      throw new IOException(
          "nothing makes hardware again of a bitstream for %s; of an iCE40's it can be done"
              .formatted(board.name()));
    }
    if (made.megahertz() != board.megahertz()) {
      throw new IOException(
          "the design's clock of %s MHz is a PLL's, which is not simulated; make the design without --clock"
              .formatted(made.megahertz()));
    }
  }

  /** Starts it. */
  public SerialSimulation.Running start() throws IOException, InterruptedException {
    return simulation.start(clocksPerBit, 0);
  }
}
