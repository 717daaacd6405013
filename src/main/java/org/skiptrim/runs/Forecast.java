package org.skiptrim.runs;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.Work;

/** How long what is left of some work will take, step by step and all together. */
public final class Forecast {
  private final Map<Step<?>, Double> left = new HashMap<>();
  private final Map<Step<?>, Double> ends = new HashMap<>();

  /**
   * Works through what is left, on paper.
   *
   * @param cores that all steps share; those of one machine run one step each
   * @throws IOException if a run directory cannot be read
   */
  public Forecast(Work work, RunStore store, StepTimes times, int cores) throws IOException {
    List<Step<?>> steps = work.steps();
    ThreadPlan plan = new ThreadPlan(steps, cores);
    int[] threads = steps.stream().mapToInt(plan::of).toArray();
    double[] durations = new double[threads.length];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = left(store.status(steps.get(i)), times.seconds(steps.get(i), threads[i]));
    }
    double[] ended = plan.paper().ends(threads, durations);
    for (int i = 0; i < durations.length; i++) {
      left.put(steps.get(i), durations[i]);
      ends.put(steps.get(i), ended[i]);
    }
  }

  /** What a step that has been at work for a while has told of itself is better than a guess. */
  private static double left(RunStatus status, double guess) {
    if (status.state() == RunStatus.State.DONE) {
      return 0;
    }
    double share = status.progress().share();
    double whole = share > 0.02 ? status.seconds() / share : guess;
    return (1 - share) * whole;
  }

  /** Seconds of work that a step still needs. */
  public double left(Step<?> step) {
    return left.get(step);
  }

  /** Seconds until some steps are all done. */
  public double until(List<Step<?>> steps) {
    return steps.stream().mapToDouble(ends::get).max().orElse(0);
  }

  /** Seconds until all is done. */
  public double total() {
    return ends.values().stream().mapToDouble(end -> end).max().orElse(0);
  }
}
