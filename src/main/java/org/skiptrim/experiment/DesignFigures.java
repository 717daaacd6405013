package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.Frontier;

/**
 * What a design is, as far as no tool has to be asked.
 *
 * @param units of the hardware library that it is made of
 * @param cyclesPerFrame that an image takes in the slowest unit: no simulation can be faster
 * @param cyclesAimedAt what the parallelism was chosen for
 * @param skipFifoBits what the skip connections' FIFOs can hold, all together
 * @param forkedFifoBits what they would have to hold if every skip came out of a fork
 * @param skipMapBits the feature maps that skips begin with, whole: what FIFOs hold that are as
 *     deep as an image, as a generator makes them that does not compute depths
 * @param estimate of what it takes of the device
 * @param frontier the same at other speeds
 */
public record DesignFigures(
    int units,
    long cyclesPerFrame,
    long cyclesAimedAt,
    long skipFifoBits,
    long forkedFifoBits,
    long skipMapBits,
    Utilization estimate,
    List<Frontier> frontier)
    implements Figures {

  /**
   * Of a design.
   *
   * @param forked the same with skips out of forks
   * @param estimate of what it takes
   * @param frontier the same at other speeds
   */
  static DesignFigures of(
      DataflowGraph graph,
      DataflowGraph forked,
      long cyclesAimedAt,
      Utilization estimate,
      List<Frontier> frontier) {
    return new DesignFigures(
        graph.units().size(),
        graph.cyclesPerFrame(),
        cyclesAimedAt,
        graph.skipFifoBits(),
        forked.skipFifoBits(),
        graph.skipMapBits(),
        estimate,
        frontier);
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    measures.add(Measure.count("cycles a frame, bound", cyclesPerFrame));
    measures.add(Measure.count("skip FIFOs (bits)", skipFifoBits));
    measures.add(Measure.count("the same out of forks (bits)", forkedFifoBits));
    measures.add(Measure.count("the same as whole feature maps (bits)", skipMapBits));
    for (Resource resource : Resource.values()) {
      int decimals = resource == Resource.BRAM ? 1 : 0;
      measures.add(new Measure(resource + ", estimated", estimate.used(resource), decimals, false));
    }
    return measures;
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%,d units, at least %,d cycles a frame, %,d bits of skip FIFO",
        units,
        cyclesPerFrame,
        skipFifoBits);
  }
}
