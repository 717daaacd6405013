package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What simulation showed: all logits of all images are those of the integers.
 *
 * @param images simulated, back to back
 * @param logits compared, of all images together
 * @param cyclesPerFrame from one image's last logit to the next one's; empty if there was one only
 * @param firstFrameCycles from the start to the first image's last logit
 * @param tool the simulator and its version
 */
public record SimulationFigures(
    int images, long logits, Optional<Long> cyclesPerFrame, long firstFrameCycles, String tool)
    implements Figures {
  @Override
  public List<Measure> measures() {
    Measure first = Measure.count("cycles to the first result", firstFrameCycles);
    return cyclesPerFrame
        .map(cycles -> List.of(Measure.count("cycles a frame", cycles), first))
        .orElse(List.of(first));
  }

  @Override
  public String summary() {
    String equal =
        String.format(Locale.ROOT, "%,d logits of %d images equal the integers'", logits, images);
    return cyclesPerFrame
        .map(cycles -> String.format(Locale.ROOT, "%s; %,d cycles a frame", equal, cycles))
        .orElse(equal);
  }
}
