package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import org.skiptrim.hardware.DataflowGraph;

/**
 * What a design is, as far as no tool has to be asked.
 *
 * @param units of the hardware library that it is made of
 * @param cyclesPerFrame that an image takes in the slowest unit: no simulation can be faster
 * @param cyclesAimedAt what the parallelism was chosen for
 * @param skipFifoBits what the skip connections' FIFOs can hold, all together
 */
public record DesignFigures(int units, long cyclesPerFrame, long cyclesAimedAt, long skipFifoBits)
    implements Figures {

  static DesignFigures of(DataflowGraph graph, long cyclesAimedAt) {
    return new DesignFigures(
        graph.units().size(), graph.cyclesPerFrame(), cyclesAimedAt, graph.skipFifoBits());
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        Measure.count("cycles a frame, bound", cyclesPerFrame),
        Measure.count("skip FIFOs (bits)", skipFifoBits));
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
