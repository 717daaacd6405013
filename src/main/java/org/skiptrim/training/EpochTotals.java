package org.skiptrim.training;

import org.skiptrim.engine.Tally;

/** Sums over the steps of an epoch. */
final class EpochTotals {
  private final int epoch;
  private final int batchSize;
  private final int size;
  private double loss;
  private long correct;
  private long images;
  private int steps;

  /** Goes on from where the epoch was interrupted. */
  EpochTotals(int epoch, int batchSize, int size, PartialEpoch begun) {
    this.epoch = epoch;
    this.batchSize = batchSize;
    this.size = size;
    this.steps = begun.steps();
    this.loss = begun.loss();
    this.correct = begun.correct();
    this.images = Math.min((long) steps * batchSize, size);
  }

  int steps() {
    return steps;
  }

  PartialEpoch soFar(double seconds) {
    return new PartialEpoch(steps, loss, correct, seconds);
  }

  /**
   * Adds a step.
   *
   * @throws TrainingDiverged if its loss is not a number any more
   */
  void add(Tally.Step step) {
    steps++;
    if (!Double.isFinite(step.loss())) {
      throw new TrainingDiverged(epoch, steps, step.loss());
    }
    long seen = Math.min(batchSize, size - images);
    loss += step.loss() * seen;
    correct += step.correct();
    images += seen;
  }

  long images() {
    return images;
  }

  double meanLoss() {
    return loss / images;
  }

  double accuracy() {
    return (double) correct / images;
  }
}
