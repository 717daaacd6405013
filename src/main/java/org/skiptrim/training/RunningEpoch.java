package org.skiptrim.training;

import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Outputs;
import org.skiptrim.engine.Sgd;
import org.skiptrim.engine.Tally;
import org.skiptrim.engine.Value;
import org.skiptrim.network.TrainedNetwork;

/**
 * An epoch that is being learned: what the network and the optimizer have become, and what was seen
 * on the way. It can be stored after any step. Close it to free the model.
 */
final class RunningEpoch implements AutoCloseable {
  private final TrainingState before;
  private final Recipe recipe;
  private final double secondsBefore;
  private final long start = System.nanoTime();
  private final Model model;
  private final Sgd optimizer;
  private final Tally tally = new Tally();
  private final EpochTotals totals;

  /**
   * The epoch after that state, or the rest of the one that has begun.
   *
   * @param size how many images an epoch has
   */
  RunningEpoch(TrainingState before, Recipe recipe, int size) {
    PartialEpoch begun = before.begun().orElse(PartialEpoch.NONE);
    this.before = before;
    this.recipe = recipe;
    this.secondsBefore = begun.seconds();
    this.totals = new EpochTotals(before.epoch() + 1, recipe.batchSize(), size, begun);
    this.model = Model.trainable(before.trained(), recipe.arithmetic());
    this.optimizer = new Sgd(model, recipe.momentum(), recipe.weightDecay());
    optimizer.restore(before.velocities());
  }

  /** Its number, counted from 1. */
  int number() {
    return before.epoch() + 1;
  }

  /** How many steps are done, by the last {@link #read}. */
  int steps() {
    return totals.steps();
  }

  /** How many images were learned from, by the last {@link #read}. */
  long images() {
    return totals.images();
  }

  /** Learns from the next batch. */
  void step(ImageFeed feed, Loss loss, double learningRate) {
    try (EngineScope scope = EngineScope.training()) {
      LabelledImages batch = feed.next();
      Outputs outputs =
          recipe.learnsStatistics(number())
              ? model.forwardTraining(batch.images(), loss.features())
              : model.forward(batch.images(), loss.features());
      Value value = loss.of(outputs, batch.images(), batch.labels());
      value.backward();
      tally.add(value, outputs.logits(), batch.labels());
    }
    optimizer.step(learningRate);
  }

  /**
   * Waits for the losses of the steps so far.
   *
   * @throws TrainingDiverged if one is not a number
   */
  void read() {
    tally.read().forEach(totals::add);
  }

  /**
   * The network as it is now.
   *
   * @throws TrainingDiverged if some of its weights are not numbers, though the last loss was one
   */
  TrainedNetwork trained() {
    try {
      return model.snapshot();
    } catch (IllegalArgumentException e) {
      throw new TrainingDiverged(number(), e);
    }
  }

  /** What a training can go on from that ends here. */
  TrainingState soFar() {
    read();
    return before.begun(trained(), optimizer.velocities(), totals.soFar(seconds()));
  }

  /** What is to be remembered of it, with its network's test accuracy, 0 to 1. */
  EpochRecord record(double testAccuracy) {
    return new EpochRecord(
        number(),
        recipe.schedule().at(number() - 1, recipe.epochs()),
        totals.meanLoss(),
        totals.accuracy(),
        testAccuracy,
        seconds(),
        before.pending());
  }

  /** The state after it. */
  TrainingState after(TrainedNetwork trained, EpochRecord record) {
    return before.after(trained, optimizer.velocities(), record);
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    tally.close();
    optimizer.close();
    model.close();
  }
}
