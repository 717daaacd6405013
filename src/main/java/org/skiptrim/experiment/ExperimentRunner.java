package org.skiptrim.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.spec.ExperimentSpec;

/** Does what an experiment still lacks, one step after the other. */
public final class ExperimentRunner {
  private final RunStore store;
  private final RunListener listener;
  private final StepRunner runner;

  /** A runner with its results in {@code store}. */
  public ExperimentRunner(RunStore store, Resources resources, RunListener listener) {
    this.store = store;
    this.listener = listener;
    this.runner = new StepRunner(store, resources, listener);
  }

  /**
   * Runs all steps that are not done. If one fails, those that do not need it are run all the same.
   *
   * @throws InterruptedException if this thread was interrupted; the next run goes on from there
   */
  public RunSummary run(ExperimentSpec spec) throws IOException, InterruptedException {
    List<Step<?>> steps = new ExperimentPlan(spec).steps();
    List<Step<?>> missing = new ArrayList<>();
    for (Step<?> step : steps) {
      if (!store.isDone(step)) {
        missing.add(step);
      }
    }
    List<Step<?>> failed = new ArrayList<>();
    List<Step<?>> blocked = new ArrayList<>();
    for (Step<?> step : missing) {
      if (step.inputs().stream().anyMatch(i -> failed.contains(i) || blocked.contains(i))) {
        blocked.add(step);
        continue;
      }
      listener.started(step, missing.indexOf(step) + 1, missing.size());
      if (!runner.run(step)) {
        failed.add(step);
      }
    }
    return new RunSummary(steps.size(), steps.size() - missing.size(), failed, blocked);
  }
}
