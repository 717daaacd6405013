package org.skiptrim.training;

import java.io.IOException;
import java.util.function.ToDoubleFunction;
import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Sgd;
import org.skiptrim.engine.Value;
import org.skiptrim.network.TrainedNetwork;

/** Turns a {@link TrainingState} into the next: one epoch of stochastic gradient descent. */
public final class Trainer {
  private final Dataset dataset;
  private final Recipe recipe;
  private final ToDoubleFunction<TrainedNetwork> evaluation;
  private final TrainingProgress progress;

  /**
   * A trainer by one recipe on one data set.
   *
   * @param evaluation the test accuracy of a network, 0 to 1
   */
  public Trainer(
      Dataset dataset,
      Recipe recipe,
      ToDoubleFunction<TrainedNetwork> evaluation,
      TrainingProgress progress) {
    this.dataset = dataset;
    this.recipe = recipe;
    this.evaluation = evaluation;
    this.progress = progress;
  }

  /** The hyperparameters. */
  public Recipe recipe() {
    return recipe;
  }

  /** Trains for all epochs of the recipe, going on from the newest checkpoint if there is one. */
  public TrainingState train(TrainedNetwork start, Loss loss, Checkpoints checkpoints)
      throws IOException {
    TrainingState state = checkpoints.latest().orElseGet(() -> TrainingState.start(start));
    while (state.epoch() < recipe.epochs()) {
      state = epoch(state, loss);
      checkpoints.save(state);
    }
    return state;
  }

  /**
   * The state after one more epoch.
   *
   * @throws TrainingDiverged if the loss is not a number any more
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public TrainingState epoch(TrainingState state, Loss loss) {
    long start = System.nanoTime();
    int number = state.epoch() + 1;
    try (Model model = Model.trainable(state.trained());
        Sgd optimizer = new Sgd(model, recipe.momentum(), recipe.weightDecay())) {
      optimizer.restore(state.velocities());
      EpochTotals totals = learn(model, optimizer, loss, number);
      TrainedNetwork trained = model.snapshot();
      double testAccuracy = evaluation.applyAsDouble(trained);
      EpochRecord record =
          new EpochRecord(
              number,
              recipe.schedule().at(number - 1, recipe.epochs()),
              totals.meanLoss(),
              totals.accuracy(),
              testAccuracy,
              (System.nanoTime() - start) / 1e9,
              state.pending());
      progress.epochDone(record, recipe.epochs());
      return state.after(trained, optimizer.velocities(), record);
    }
  }

  private EpochTotals learn(Model model, Sgd optimizer, Loss loss, int epoch) {
    BatchLoader loader =
        BatchLoader.training(dataset, recipe.batchSize(), recipe.augmentation(), recipe.seed());
    EpochTotals totals = new EpochTotals();
    int steps = loader.batchesPerEpoch();
    try (Batches batches = loader.epoch(epoch)) {
      int step = 0;
      for (Batch batch : batches) {
        Cancellation.check();
        double time = epoch - 1 + (double) step / steps;
        totals.add(step(model, batch, loss), batch.size());
        totals.checkFinite(epoch, step);
        optimizer.step(recipe.schedule().at(time, recipe.epochs()));
        progress.images(epoch, recipe.epochs(), totals.images(), dataset.train().size());
        step++;
      }
    }
    return totals;
  }

  /** Forward and backward; the gradients stay in the model. */
  private EpochTotals.Step step(Model model, Batch batch, Loss loss) {
    try (EngineScope scope = EngineScope.training()) {
      Value images = Evaluation.images(dataset, batch);
      Value labels = Value.labels(batch.labels());
      Value logits = model.forwardTraining(images);
      Value value = loss.of(logits, images, labels);
      value.backward();
      return new EpochTotals.Step(value.number(), logits.correct(labels));
    }
  }
}
