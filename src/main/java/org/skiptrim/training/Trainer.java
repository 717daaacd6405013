package org.skiptrim.training;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;

/** Turns a {@link TrainingState} into the next: one epoch of stochastic gradient descent. */
public final class Trainer {
  /** A loss that is no number is so found a few steps late, but its step is known. */
  private static final int STEPS_BETWEEN_READINGS = 10;

  /** What a kill can lose of an epoch, beside one step. */
  private static final Duration WHILE_LEARNING = Duration.ofSeconds(60);

  /** After fewer, learning them again is as cheap as storing them. */
  private static final Duration BEFORE_EVALUATION = Duration.ofSeconds(10);

  private final Dataset dataset;
  private final Recipe recipe;
  private final ToDoubleFunction<TrainedNetwork> evaluation;
  private final ProgressListener progress;
  private final Consumer<EpochRecord> records;

  /**
   * A trainer by one recipe on one data set.
   *
   * @param evaluation the test accuracy of a network, 0 to 1
   * @param records hears of each epoch when its evaluation is done
   */
  public Trainer(
      Dataset dataset,
      Recipe recipe,
      ToDoubleFunction<TrainedNetwork> evaluation,
      ProgressListener progress,
      Consumer<EpochRecord> records) {
    this.dataset = dataset;
    this.recipe = recipe;
    this.evaluation = evaluation;
    this.progress = progress;
    this.records = records;
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

  /**
   * The state after one more epoch, or after the rest of the one that has begun. It is stored, and
   * so is what an epoch has come to that is interrupted or takes long.
   *
   * @throws TrainingDiverged if the loss is not a number any more
   * @throws CancellationException if the thread was interrupted
   */
  public TrainingState epoch(TrainingState state, Loss loss, Checkpoints checkpoints)
      throws IOException {
    try (RunningEpoch epoch = new RunningEpoch(state, recipe, dataset.train().size())) {
      try {
        learn(epoch, loss, checkpoints);
        saveIfOlder(BEFORE_EVALUATION, epoch, checkpoints);
        TrainedNetwork trained = epoch.trained();
        EpochRecord record = epoch.record(evaluation.applyAsDouble(trained));
        records.accept(record);
        TrainingState next = epoch.after(trained, record);
        checkpoints.save(next);
        return next;
      } catch (CancellationException e) {
        checkpoints.save(epoch.soFar());
        throw e;
      }
    }
  }

  private void learn(RunningEpoch epoch, Loss loss, Checkpoints checkpoints) throws IOException {
    int first = epoch.steps();
    try (ImageFeed feed = ImageFeed.of(dataset, recipe, epoch.number(), first)) {
      int steps = feed.batches();
      for (int step = first; step < steps; step++) {
        double time = epoch.number() - 1 + (double) step / steps;
        epoch.step(feed, loss, recipe.schedule().at(time, recipe.epochs()));
        Cancellation.check(); // before anyone is told, who may write to a file
        if ((step + 1) % STEPS_BETWEEN_READINGS == 0 || step + 1 == steps) {
          epoch.read();
          tell(epoch);
        }
        saveIfOlder(WHILE_LEARNING, epoch, checkpoints);
      }
    }
  }

  private void tell(RunningEpoch epoch) {
    long images = dataset.train().size();
    progress.progress(
        "epoch " + epoch.number() + "/" + recipe.epochs(),
        (epoch.number() - 1) * images + epoch.images(),
        recipe.epochs() * images,
        "images");
  }

  private static void saveIfOlder(Duration age, RunningEpoch epoch, Checkpoints checkpoints)
      throws IOException {
    if (checkpoints.areOlderThan(age)) {
      checkpoints.save(epoch.soFar());
    }
  }
}
