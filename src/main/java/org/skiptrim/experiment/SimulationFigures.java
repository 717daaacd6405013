package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What simulation showed: all logits of all images are those of the integers.
 *
 * @param images simulated, back to back
 * @param logits compared, of all images together
 * @param cyclesPerFrame from one image's last logit to the next one's; empty if there was one only
 * @param firstFrameCycles from the start to the first image's last logit
 * @param accuracy of the hardware, if all test images were simulated, as a ratio
 * @param tool the simulator and its version
 */
public record SimulationFigures(
    int images,
    long logits,
    Optional<Long> cyclesPerFrame,
    long firstFrameCycles,
    OptionalDouble accuracy,
    String tool)
    implements Figures {
  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    accuracy.ifPresent(
        ratio -> measures.add(Measure.share("test accuracy, simulated hardware (%)", ratio, 2)));
    cyclesPerFrame.ifPresent(cycles -> measures.add(Measure.count("cycles a frame", cycles)));
    measures.add(Measure.count("cycles to the first result", firstFrameCycles));
    return measures;
  }

  @Override
  public String summary() {
    String equal =
        String.format(Locale.ROOT, "%,d logits of %,d images equal the integers'", logits, images);
    return cyclesPerFrame
        .map(cycles -> String.format(Locale.ROOT, "%s; %,d cycles a frame", equal, cycles))
        .orElse(equal);
  }
}
