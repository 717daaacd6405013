package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;

/**
 * What simulation showed: all logits of all images are those of the integers.
 *
 * @param images simulated, back to back
 * @param logits compared, of all images together
 * @param cyclesPerFrame from one image's last logit to the next one's
 * @param firstFrameCycles from the start to the first image's last logit
 * @param tool the simulator and its version
 */
public record SimulationFigures(
    int images, long logits, long cyclesPerFrame, long firstFrameCycles, String tool)
    implements Figures {
  @Override
  public List<Measure> measures() {
    return List.of(
        Measure.count("cycles a frame", cyclesPerFrame),
        Measure.count("cycles to the first result", firstFrameCycles));
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d logits of %d images equal the integers'; %,d cycles a frame",
        logits,
        images,
        cyclesPerFrame);
  }
}
