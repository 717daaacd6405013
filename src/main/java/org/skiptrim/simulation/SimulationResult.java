package org.skiptrim.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a simulated design made of some images.
 *
 * @param logits of each image, as integers
 * @param traces of each image, if traced: by node name the channels × height × width integers of
 *     every node but the additions
 * @param firstFrameCycles from the end of the reset to the last logit of the first image
 * @param cyclesPerFrame between the last logits of the last two images; empty if there was one only
 */
public record SimulationResult(
    List<long[]> logits,
    List<Map<String, long[]>> traces,
    long firstFrameCycles,
    Optional<Long> cyclesPerFrame) {

  /** Copies the lists. */
  public SimulationResult {
    logits = List.copyOf(logits);
    traces = List.copyOf(traces);
  }
}
