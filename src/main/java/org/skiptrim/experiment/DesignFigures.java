package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import org.skiptrim.device.Device;
import org.skiptrim.hardware.DataflowGraph;

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
 */
public record DesignFigures(
    int units,
    long cyclesPerFrame,
    long cyclesAimedAt,
    long skipFifoBits,
    long forkedFifoBits,
    long skipMapBits,
    double blockRams,
    long dsps)
    implements Figures {

  /**
   * Of a design.
   *
   * @param forked the same with skips out of forks
   * @param device what it is for
   * @param dsps hard multipliers
   */
  static DesignFigures of(
      DataflowGraph graph, DataflowGraph forked, long cyclesAimedAt, Device device, long dsps) {
    return new DesignFigures(
        graph.units().size(),
        graph.cyclesPerFrame(),
        cyclesAimedAt,
        graph.skipFifoBits(),
        forked.skipFifoBits(),
        graph.skipMapBits(),
        graph.blockRams(device.family().blockRam()),
        dsps);
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        Measure.count("cycles a frame, bound", cyclesPerFrame),
        Measure.count("skip FIFOs (bits)", skipFifoBits),
        Measure.count("the same out of forks (bits)", forkedFifoBits),
        Measure.count("the same as whole feature maps (bits)", skipMapBits),
        new Measure("BRAM, estimated", blockRams, 1, false),
        Measure.count("DSP, estimated", dsps));
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
