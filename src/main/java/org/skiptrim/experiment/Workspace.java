package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.engine.Engine;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.toolchain.InstalledTool;
import org.skiptrim.toolchain.Tool;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.Evaluation;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/** What a step has while it runs: a directory of its own, what its inputs made, data and tools. */
public final class Workspace {
  /** The folder of checkpoints in a run directory. */
  static final String CHECKPOINTS = "checkpoints";

  private final RunStore store;
  private final Path directory;
  private final Resources resources;
  private final StepListener listener;
  private final Provenance provenance;

  Workspace(
      RunStore store,
      Path directory,
      Resources resources,
      StepListener listener,
      Provenance provenance) {
    this.store = store;
    this.directory = directory;
    this.resources = resources;
    this.listener = listener;
    this.provenance = provenance;
  }

  /** A file of this step. */
  Path file(String name) {
    return directory.resolve(name);
  }

  /** A file that an input made. */
  Path file(Step<?> input, String name) {
    return store.path(input).resolve(name);
  }

  StepListener listener() {
    return listener;
  }

  /** Progress of work that counts {@code unit}s. */
  ProgressListener progress(String unit) {
    return (what, done, total) -> listener.progress(what, done, total, unit);
  }

  /** A tool, installed if need be. */
  InstalledTool tool(Tool tool) throws IOException, InterruptedException {
    InstalledTool installed = resources.tool(tool);
    provenance.add(installed);
    return installed;
  }

  /** Where results stay that experiments share. */
  Path cache() {
    return resources.cache();
  }

  /** All test images, and as many training images as the spec takes. */
  Dataset dataset(DatasetSpec spec) throws IOException {
    Dataset taken = spec.of(resources.dataset(spec.name()));
    provenance.add(taken);
    return taken;
  }

  Checkpoints checkpoints() {
    return new Checkpoints(file(CHECKPOINTS));
  }

  /** Makes the engine compute where this run is to. */
  void useEngine() throws IOException {
    useEngine(resources.device());
  }

  /** The same for integers, which a GPU's convolutions do not keep exact. */
  void useEngineForIntegers() throws IOException {
    useEngine(ComputeDevice.CPU);
  }

  private void useEngine(ComputeDevice device) throws IOException {
    Engine.setThreads(resources.threads());
    Engine.use(device);
    provenance.addEngine(device, resources.threads());
  }

  /** A trainer whose epochs become metrics and progress, from the newest checkpoint on. */
  Trainer trainer(Dataset images, Recipe recipe, ToDoubleFunction<TrainedNetwork> evaluation) {
    List<EpochRecord> history =
        checkpoints().latest().map(TrainingState::history).orElse(List.of());
    Metrics metrics = new Metrics(directory, history);
    return new Trainer(images, recipe, evaluation, new TrainingWatch(metrics, listener));
  }

  /** The same, measuring accuracy on real numbers. */
  Trainer trainer(Dataset images, Recipe recipe) {
    return trainer(images, recipe, network -> Evaluation.accuracy(network, images));
  }
}
