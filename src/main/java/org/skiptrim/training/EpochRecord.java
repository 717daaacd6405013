package org.skiptrim.training;

import java.util.List;

/**
 * What is remembered of one epoch.
 *
 * @param epoch counted from 1
 * @param learningRate of its first step
 * @param trainLoss mean over its images
 * @param trainAccuracy share of its (augmented) images that were right when they were seen, 0 to 1
 * @param testAccuracy share of the test images that are right after it, 0 to 1
 * @param seconds how long it took, evaluation included
 * @param events what happened before it, such as "removed stage1.block1.add"
 */
public record EpochRecord(
    int epoch,
    double learningRate,
    double trainLoss,
    double trainAccuracy,
    double testAccuracy,
    double seconds,
    List<String> events) {

  /** Copies the events. */
  public EpochRecord {
    events = List.copyOf(events);
  }
}
