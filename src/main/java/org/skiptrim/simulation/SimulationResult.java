package org.skiptrim.simulation;

import java.util.List;
import java.util.Map;

/**
 * What a simulated design made of some images.
 *
 * @param logits of each image, as integers
 * @param traces of each image, if traced: by node name the channels × height × width integers of
 *     every node but the additions
 * @param firstFrameCycles from the end of the reset to the last logit of the first image
 * @param cyclesPerFrame between the last logits of the last two images, or that of the first image
 *     if there is one only
 */
public record SimulationResult(
    List<long[]> logits,
    List<Map<String, long[]>> traces,
    long firstFrameCycles,
    long cyclesPerFrame) {

  /** Copies the lists. */
  public SimulationResult {
    logits = List.copyOf(logits);
    traces = List.copyOf(traces);
  }
}
