package org.skiptrim.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * A network as a design for a board.
 *
 * @param board what it is for
 * @param megahertz of its clock, which a PLL makes; the board's own clock if empty
 * @param baud bits a second on the serial line
 * @param axis what the serial line stands around
 */
public record BoardDesign(Board board, Optional<Double> megahertz, int baud, AxisDesign axis) {

  /**
   * A design that was written.
   *
   * @param megahertz of its clock
   * @param axis what the serial line stands around
   */
  public record Written(Board board, double megahertz, AxisDesign.Written axis) {
    /** What is known of it, in a line. */
    public String summary() {
      return axis.summary();
    }

    /** That it is too large, where it is. */
    public Optional<String> misfit() {
      return axis.misfit();
    }

    /** Where its files are. */
    public Path directory() {
      return axis.rtl().directory();
    }

    /** Cycles that an image takes in the slowest unit. */
    public long cyclesPerFrame() {
      return axis.cyclesPerFrame();
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
    AxisDesign.Written written = axis.write(network, normalization, directory);
    BoardWriter.write(written.rtl(), networkChecksum, board, megahertz, baud);
    return new Written(board, BoardWriter.clock(board, megahertz), written);
  }
}
