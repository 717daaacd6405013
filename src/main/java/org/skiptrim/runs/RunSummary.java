package org.skiptrim.runs;

import java.util.List;
import org.skiptrim.experiment.Step;

/**
 * How a run of an experiment ended.
 *
 * @param steps how many the experiment has
 * @param alreadyDone how many of them were done before
 * @param failed those that failed
 * @param blocked those that need a failed one
 */
public record RunSummary(int steps, int alreadyDone, List<Step<?>> failed, List<Step<?>> blocked) {
  /** Copies the lists. */
  public RunSummary {
    failed = List.copyOf(failed);
    blocked = List.copyOf(blocked);
  }

  /** Whether all steps are done. */
  public boolean isComplete() {
    return failed.isEmpty() && blocked.isEmpty();
  }
}
