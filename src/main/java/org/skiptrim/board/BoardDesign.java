package org.skiptrim.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.AreaModel;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DesignSpace;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.rtl.AxisWriter;
import org.skiptrim.rtl.PixelTable;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.TemporaryFolder;

/**
 * A network as a design for a board, as fast as it fits by estimate.
 *
 * @param board what it is for
 * @param megahertz of its clock, which a PLL makes; the board's own clock if empty
 * @param baud bits a second on the serial line
 * @param share of the part that the network may take, by estimate; the line takes a little more
 */
public record BoardDesign(Board board, Optional<Double> megahertz, int baud, double share) {

  /**
   * A design that was written.
   *
   * @param megahertz of its clock
   * @param cyclesPerFrame that an image takes in the slowest unit
   * @param estimate of what the network takes, without its serial line
   */
  public record Written(
      Board board, Path directory, double megahertz, long cyclesPerFrame, Utilization estimate) {
    /** What is known of it, in a line. */
    public String summary() {
      return String.format(
          Locale.ROOT,
          "%,d cycles an image; estimated, without the serial line: %,d LUT, %,d FF, %.1f BRAM, %,d"
              + " DSP",
          cyclesPerFrame,
          estimate.luts(),
          estimate.flipFlops(),
          estimate.used(Resource.BRAM),
          estimate.dsps());
    }

    /** That it is too large, where it is: there is no smaller one of the network. */
    public Optional<String> misfit() {
      return board.device().holds(estimate)
          ? Optional.empty()
          : Optional.of(
              board.device().name()
                  + " has too little for that, and this is the network's smallest design: take fewer"
                  + " channels or fewer bits");
    }
  }

  /**
   * Writes all that synthesis, placement and routing need.
   *
   * @param normalization of the images that the network was trained on
   * @param networkChecksum in hexadecimal
   * @param directory where to; made if it is missing
   * @throws IllegalArgumentException if the clock cannot be made
   */
  public Written write(
      QuantizedNetwork network, Normalization normalization, String networkChecksum, Path directory)
      throws IOException {
    MemoryStyles styles = new MemoryStyles(board.device());
    DesignSpace space =
        new DesignSpace(network, new HardwareStyle(styles, SkipSource.LINE_BUFFER), share);
    DataflowGraph graph = space.design(space.folding(space.fastest()));
    Shape image = network.network().shape(network.network().input().name());
    PixelTable pixels =
        new PixelTable(
            normalization.integers(image.channels(), network.inputType()),
            network.inputType().width());
    try (TemporaryFolder folder = TemporaryFolder.create("skiptrim-board")) {
      RtlDesign core = TopModuleWriter.write(graph, folder.path());
      RtlDesign axis = AxisWriter.write(core, pixels, styles, directory);
      BoardWriter.write(axis, networkChecksum, board, megahertz, baud);
    }
    return new Written(
        board,
        directory,
        BoardWriter.clock(board, megahertz),
        graph.cyclesPerFrame(),
        new AreaModel(board.device()).of(graph));
  }
}
