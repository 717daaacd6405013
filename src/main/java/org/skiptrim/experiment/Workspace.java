package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Engine;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.storage.Words;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.Evaluation;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/** What a step has while it runs: a directory of its own, what its inputs made, data and tools. */
public final class Workspace {
  /** The folder of checkpoints in a run directory. */
  public static final String CHECKPOINTS = "checkpoints";

  private final Path directory;
  private final Function<Step<?>, Path> directories;
  private final Function<SourceFile, Path> files;
  private final Resources resources;
  private final ProgressListener listener;
  private final BiConsumer<String, String> provenance;

  /**
   * A step's workplace.
   *
   * @param directory of its own
   * @param directories where other steps' files are
   * @param files where the files are kept that experiments name
   * @param provenance is told, by name, what the figures depend on beside the settings
   */
  public Workspace(
      Path directory,
      Function<Step<?>, Path> directories,
      Function<SourceFile, Path> files,
      Resources resources,
      ProgressListener listener,
      BiConsumer<String, String> provenance) {
    this.directory = directory;
    this.directories = directories;
    this.files = files;
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
    return directories.apply(input).resolve(name);
  }

  /** A file that the experiment names. */
  Path file(SourceFile file) {
    return files.apply(file);
  }

  ProgressListener listener() {
    return listener;
  }

  /**
   * A tool, installed if need be.
   *
   * @param planned the tool and its version that the step was planned with; empty if it was not
   *     there
   * @throws IOException if another version is there now: the figures would go by the wrong name
   */
  InstalledTool tool(Tool tool, String planned) throws IOException, InterruptedException {
    InstalledTool installed = resources.tool(tool);
    String found = tool.title(installed.version());
    if (!planned.isEmpty() && !planned.equals(found)) {
      throw new IOException(
          "this was planned with %s, but %s is %s now; run the experiment again"
              .formatted(planned, installed.path(), found));
    }
    provenance.accept(tool.command(), installed.version().toString());
    return installed;
  }

  /** How many cores its tools may use. */
  int cores() {
    return resources.threads();
  }

  /** Where results stay that experiments share. */
  Path cache() {
    return resources.cache();
  }

  /** All test images, and as many training images as the spec takes. */
  Dataset dataset(DatasetSpec spec) throws IOException {
    Dataset taken = spec.of(resources.dataset(spec.name()));
    provenance.accept("dataset", taken.name());
    provenance.accept("dataset_classes", String.join(", ", taken.classes()));
    provenance.accept("dataset_train_sha256", Checksum.sha256(taken.train().images()));
    provenance.accept("dataset_test_sha256", Checksum.sha256(taken.test().images()));
    return taken;
  }

  Checkpoints checkpoints() {
    return new Checkpoints(file(CHECKPOINTS));
  }

  /** Makes the engine compute where this run is to. */
  void useEngine() throws IOException {
    Engine.setThreads(resources.threads());
    Engine.use(resources.device());
    provenance.accept("device", Words.of(resources.device()));
    provenance.accept("threads", String.valueOf(resources.threads()));
  }

  /** A trainer whose epochs become metrics and progress, from the newest checkpoint on. */
  Trainer trainer(Dataset images, Recipe recipe, ToDoubleFunction<TrainedNetwork> evaluation) {
    List<EpochRecord> history =
        checkpoints().latest().map(TrainingState::history).orElse(List.of());
    Metrics metrics = new Metrics(directory, history);
    EpochLog log = new EpochLog(recipe.epochs(), metrics, listener);
    return new Trainer(images, recipe, evaluation, listener, log);
  }

  /** The same, measuring accuracy on real numbers. */
  Trainer trainer(Dataset images, Recipe recipe) {
    return trainer(images, recipe, network -> Evaluation.accuracy(network, images));
  }
}
