package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/** What a step has while it runs: a directory of its own, what its inputs made, data and tools. */
public final class Workspace {
  private final RunStore store;
  private final Path directory;
  private final Resources resources;
  private final RunListener listener;

  Workspace(RunStore store, Path directory, Resources resources, RunListener listener) {
    this.store = store;
    this.directory = directory;
    this.resources = resources;
    this.listener = listener;
  }

  /** A file of this step. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /** A file that an input made. */
  Path file(Step<?> input, String name) {
    return store.path(input).resolve(name);
  }

  Resources resources() {
    return resources;
  }

  RunListener listener() {
    return listener;
  }

  /** Progress of work that counts {@code unit}s. */
  ProgressListener progress(String unit) {
    return (what, done, total) -> listener.progress(what, done, total, unit);
  }

  /** All test images, and as many training images as the spec takes. */
  Dataset dataset(DatasetSpec spec) throws IOException {
    Dataset whole = resources.dataset(spec.name());
    return spec.trainImages().isPresent()
        ? whole.take(spec.trainImages().get(), whole.test().size())
        : whole;
  }

  Checkpoints checkpoints() {
    return new Checkpoints(file("checkpoints"));
  }

  /** A trainer whose epochs become metrics and progress, from the newest checkpoint on. */
  Trainer trainer(Dataset images, Recipe recipe, ToDoubleFunction<TrainedNetwork> evaluation) {
    List<EpochRecord> history =
        checkpoints().latest().map(TrainingState::history).orElse(List.of());
    Metrics metrics = new Metrics(directory, history);
    return new Trainer(images, recipe, evaluation, new TrainingWatch(metrics, listener));
  }
}
