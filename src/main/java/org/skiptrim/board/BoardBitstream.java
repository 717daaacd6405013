package org.skiptrim.board;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.skiptrim.placement.Flow;
import org.skiptrim.placement.Nextpnr;
import org.skiptrim.placement.NoRoom;
import org.skiptrim.placement.Placement;
import org.skiptrim.placement.Programs;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.synthesis.NetlistSynthesis;

/**
 * Takes a design on a board to the file that the board is loaded with.
 *
 * @param tools where Yosys, nextpnr and what packs bitstreams come from
 * @param seeds how many random starts placement has, of which the fastest is kept
 * @param atATime how many of these run side by side
 */
public record BoardBitstream(Tools tools, int seeds, int atATime) {
  /** Where its steps go, in the design's folder. */
  static final String NETLIST = "netlist";

  static final String PLACED = "placed";

  private static final Duration LIMIT = Duration.ofHours(2);

  /**
   * What a board is loaded with, by openFPGALoader or iceprog.
   *
   * @param fmaxMhz what the design's clock might be, by the placer's timing model
   */
  public record Bitstream(Path file, double fmaxMhz) {}

  /**
   * Synthesizes, places and routes what {@link BoardDesign#write} wrote, and makes a bitstream.
   *
   * @param made which design, at which clock
   * @throws IOException if the design does not fit, or may not be clocked as it is made for
   */
  public Bitstream make(BoardDesign.Written made, ProgressListener progress)
      throws IOException, InterruptedException {
    Board board = made.board();
    RtlDesign design = RtlDesign.read(made.directory());
    progress.note("synthesizing the whole design, which takes minutes");
    Netlist netlist =
        new NetlistSynthesis(tools.require(Tool.YOSYS_FOR_PLACEMENT, progress::note))
            .run(design, board.device(), made.directory().resolve(NETLIST));
    Flow flow = Flow.of(board.device()).orElseThrow();
    Nextpnr nextpnr =
        new Nextpnr(
            flow,
            new Programs(
                tools.require(flow.placer(), progress::note),
                tools.require(flow.packer(), progress::note),
                tools.require(flow.unpacker(), progress::note)),
            LIMIT,
            atATime);
    Path pins = design.directory().resolve(BoardWriter.pinsFile(board)).toAbsolutePath();
    try {
      Placement placed =
          nextpnr.place(
              netlist,
              board.device(),
              seeds,
              made.megahertz(),
              Optional.of(pins),
              made.directory().resolve(PLACED).toAbsolutePath(),
              progress);
      checkClock(made.megahertz(), placed.best().fmaxMhz());
      return new Bitstream(placed.bitstream(), placed.best().fmaxMhz());
    } catch (NoRoom lacking) {
      throw lacking.withRemedy("give --share less, or try more --seeds");
    }
  }

  static void checkClock(double wanted, double possible) throws IOException {
    if (possible < wanted) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the design is for a clock of %.1f MHz, but as placed it may be %.1f MHz at most; give"
                  + " --clock a slower one, or try more --seeds",
              wanted,
              possible));
    }
  }
}
