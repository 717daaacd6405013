package org.skiptrim.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.experiment.Step;

/**
 * How many threads each training gets. Bits depend on that number, so it follows from the plan and
 * the machine alone, never from what happens to run just now: trainings that can run side by side
 * share the cores, since two with a thread each are faster than one after the other with two.
 */
final class ThreadPlan {
  private final Map<Step<?>, Integer> threads = new HashMap<>();

  /** For all steps of a plan, done or not, each after those that it needs. */
  ThreadPlan(List<Step<?>> steps, int cores) {
    Map<Step<?>, Integer> levels = new HashMap<>();
    Map<Integer, List<Step<?>>> byLevel = new HashMap<>();
    for (Step<?> step : steps) {
      int before = step.inputs().stream().mapToInt(levels::get).max().orElse(0);
      levels.put(step, before + (step.learns() ? 1 : 0));
      if (step.learns()) {
        byLevel.computeIfAbsent(before, level -> new ArrayList<>()).add(step);
      }
    }
    for (List<Step<?>> together : byLevel.values()) {
      together.forEach(step -> threads.put(step, Math.max(1, cores / together.size())));
    }
  }

  /** The threads of a training. */
  int of(Step<?> step) {
    return threads.get(step);
  }
}
