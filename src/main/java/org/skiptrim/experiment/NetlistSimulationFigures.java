package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;

/**
 * What simulation of cells showed: all logits of all images are those of the integers.
 *
 * @param source what they are the cells of: a netlist, or what a bitstream sets a chip to
 * @param images simulated, back to back
 * @param logits compared, of all images together
 * @param tool the simulator and its version
 */
public record NetlistSimulationFigures(String source, int images, long logits, String tool)
    implements Figures {
  @Override
  public List<Measure> measures() {
    return List.of(); // how many were compared is no property of a design
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d logits of %,d images out of %s equal the integers'",
        logits,
        images,
        source);
  }
}
