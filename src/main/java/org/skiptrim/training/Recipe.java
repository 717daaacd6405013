package org.skiptrim.training;

import org.skiptrim.dataset.Augmentation;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;

/**
 * The hyperparameters of one training.
 *
 * @param epochs how often the training images are seen
 * @param batchSize images a step
 * @param schedule the learning rate over time
 * @param momentum Nesterov momentum, 0 to 1
 * @param weightDecay L2 penalty on every trained parameter
 * @param frozenStatistics the last share of the epochs, 0 to 1, in which batch norm's statistics
 *     are those of before, and stay so
 * @param augmentation how images are varied
 * @param arithmetic of the forward and backward passes
 * @param seed of initialization, order and augmentation
 */
public record Recipe(
    int epochs,
    int batchSize,
    LearningRateSchedule schedule,
    double momentum,
    double weightDecay,
    double frozenStatistics,
    Augmentation augmentation,
    Arithmetic arithmetic,
    long seed) {

  /** Checks the ranges. */
  public Recipe {
    require(epochs >= 0, "epochs", epochs, "0 or more");
    require(batchSize >= 1, "batch size", batchSize, "1 or more");
    require(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
    require(weightDecay >= 0, "weight decay", weightDecay, "0 or more");
    require(
        frozenStatistics >= 0 && frozenStatistics <= 1,
        "share with frozen statistics",
        frozenStatistics,
        "in [0, 1]");
  }

  /** The same, but in 32 bits if the network rounds to integers that its arithmetic lacks. */
  public Recipe fitting(Network<RealOp> network) {
    Arithmetic enough = arithmetic.orMoreFor(network);
    return new Recipe(
        epochs,
        batchSize,
        schedule,
        momentum,
        weightDecay,
        frozenStatistics,
        augmentation,
        enough,
        seed);
  }

  /** Whether batch norm still learns its statistics in an epoch, counted from 1. */
  boolean learnsStatistics(int epoch) {
    return epoch <= Math.round(epochs * (1 - frozenStatistics));
  }

  private static void require(boolean condition, String name, Object value, String right) {
    if (!condition) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + right);
    }
  }
}
