package org.skiptrim.training;

/** Sums over the steps of an epoch. */
final class EpochTotals {
  /** One step's mean loss and number of right images. */
  record Step(double loss, long correct) {}

  private double loss;
  private double lastLoss;
  private long correct;
  private long images;

  void add(Step step, int batchSize) {
    lastLoss = step.loss;
    loss += step.loss * batchSize;
    correct += step.correct;
    images += batchSize;
  }

  void checkFinite(int epoch, int step) {
    if (!Double.isFinite(lastLoss)) {
      throw new TrainingDiverged(epoch, step + 1, lastLoss);
    }
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
