package org.skiptrim.training;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Outputs;
import org.skiptrim.engine.Sgd;
import org.skiptrim.engine.Tally;
import org.skiptrim.engine.Value;
import org.skiptrim.network.TrainedNetwork;

/** Turns a {@link TrainingState} into the next: one epoch of stochastic gradient descent. */
public final class Trainer {
  /** A loss that is no number is so found a few steps late, but its step is known. */
  private static final int STEPS_BETWEEN_READINGS = 10;

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

  /** The images. */
  public Dataset dataset() {
    return dataset;
  }

  /** Trains for all epochs of the recipe, going on from the newest checkpoint if there is one. */
  public TrainingState train(TrainedNetwork start, Loss loss, Checkpoints checkpoints)
      throws IOException {
    TrainingState state = checkpoints.latest().orElseGet(() -> TrainingState.start(start));
    while (state.epoch() < recipe.epochs()) {
      state = epoch(state, loss, checkpoints);
    }
    return state;
  }

  /** The state after one more epoch, stored; if it is interrupted, what it came to is. */
  public TrainingState epoch(TrainingState state, Loss loss, Checkpoints checkpoints)
      throws IOException {
    try {
      TrainingState next = epoch(state, loss);
      checkpoints.save(next);
      return next;
    } catch (TrainingInterrupted e) {
      checkpoints.saveInterrupted(e.state());
      throw e;
    }
  }

  /**
   * The state after one more epoch, or after the rest of the one that has begun.
   *
   * @throws TrainingDiverged if the loss is not a number any more
   * @throws CancellationException if the thread was interrupted
   */
  TrainingState epoch(TrainingState state, Loss loss) {
    long start = System.nanoTime();
    int number = state.epoch() + 1;
    PartialEpoch begun = state.begun().orElse(PartialEpoch.NONE);
    EpochTotals totals = new EpochTotals(number, recipe.batchSize(), dataset.train().size(), begun);
    try (Model model = Model.trainable(state.trained(), recipe.arithmetic());
        Sgd optimizer = new Sgd(model, recipe.momentum(), recipe.weightDecay())) {
      optimizer.restore(state.velocities());
      try {
        learn(model, optimizer, loss, totals, number);
        TrainedNetwork trained = model.snapshot();
        double testAccuracy = evaluation.applyAsDouble(trained);
        double seconds = begun.seconds() + (System.nanoTime() - start) / 1e9;
        EpochRecord record = record(totals, number, testAccuracy, seconds, state.pending());
        progress.epochDone(record, recipe.epochs());
        return state.after(trained, optimizer.velocities(), record);
      } catch (CancellationException e) {
        double seconds = begun.seconds() + (System.nanoTime() - start) / 1e9;
        throw new TrainingInterrupted(
            state.begun(model.snapshot(), optimizer.velocities(), totals.soFar(seconds)));
      }
    }
  }

  private EpochRecord record(
      EpochTotals totals, int number, double testAccuracy, double seconds, List<String> events) {
    return new EpochRecord(
        number,
        recipe.schedule().at(number - 1, recipe.epochs()),
        totals.meanLoss(),
        totals.accuracy(),
        testAccuracy,
        seconds,
        events);
  }

  private void learn(Model model, Sgd optimizer, Loss loss, EpochTotals totals, int epoch) {
    int first = totals.steps();
    try (ImageFeed feed = ImageFeed.of(dataset, recipe, epoch, first);
        Tally tally = new Tally()) {
      int steps = feed.batches();
      for (int step = first; step < steps; step++) {
        learn(model, feed, loss, tally);
        double time = epoch - 1 + (double) step / steps;
        optimizer.step(recipe.schedule().at(time, recipe.epochs()));
        boolean leaving = Cancellation.isRequested();
        if (leaving || (step + 1) % STEPS_BETWEEN_READINGS == 0 || step + 1 == steps) {
          tally.read().forEach(totals::add);
          progress.images(epoch, recipe.epochs(), totals.images(), dataset.train().size());
        }
        Cancellation.check();
      }
    }
  }

  /** Forward and backward; the gradients stay in the model. */
  private static void learn(Model model, ImageFeed feed, Loss loss, Tally tally) {
    try (EngineScope scope = EngineScope.training()) {
      LabelledImages batch = feed.next();
      Outputs outputs = model.forwardTraining(batch.images(), loss.features());
      Value value = loss.of(outputs, batch.images(), batch.labels());
      value.backward();
      tally.add(value, outputs.logits(), batch.labels());
    }
  }
}
