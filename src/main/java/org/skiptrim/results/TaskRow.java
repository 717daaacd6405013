package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Figures;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.TrainingFigures;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Durations;
import org.skiptrim.runs.Forecast;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStatus.State;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.TaskSpec;

/**
 * A task and where it stands.
 *
 * @param detail its figure, how far it has come, or why it failed
 * @param reported what others have found, as printed
 * @param steps whose results are its figure; none of a file
 */
public record TaskRow(
    String task, State state, String detail, String reported, List<Step<?>> steps) {
  /** Copies the list. */
  public TaskRow {
    steps = List.copyOf(steps);
  }

  static TaskRow of(TaskSpec task, ExperimentPlan plan, RunStore store) throws IOException {
    if (task instanceof TaskSpec.Source source) {
      return new TaskRow(source.text(), State.DONE, source.path(), "", List.of());
    }
    TaskSpec.Figure figure = (TaskSpec.Figure) task;
    List<Step<?>> steps = plan.steps(figure);
    Set<Step<?>> needed = needed(steps);
    Standing standing = Standing.of(needed, steps, store);
    String detail = standing.state == State.DONE ? figure(figure, steps, store) : standing.detail;
    return new TaskRow(figure.text(), standing.state, detail, figure.reported(), steps);
  }

  /** The same, saying how long it will take from now on, where it is being worked at. */
  TaskRow with(Forecast forecast) {
    if (state != State.RUNNING) {
      return this;
    }
    String left = "; about %s left".formatted(Durations.text(forecast.until(steps)));
    return new TaskRow(task, state, detail + left, reported, steps);
  }

  /** All steps that have to be done for the figure, each after those that it needs. */
  public Set<Step<?>> needed() {
    return needed(steps);
  }

  private static Set<Step<?>> needed(List<Step<?>> steps) {
    Set<Step<?>> needed = new LinkedHashSet<>();
    steps.forEach(step -> add(needed, step));
    return needed;
  }

  private static void add(Set<Step<?>> needed, Step<?> step) {
    step.inputs().forEach(input -> add(needed, input));
    needed.add(step);
  }

  /** Where several steps stand together. */
  private record Standing(State state, String detail) {
    static Standing of(Set<Step<?>> needed, List<Step<?>> own, RunStore store) throws IOException {
      int done = 0;
      Optional<Standing> told = Optional.empty();
      for (Step<?> step : needed) {
        RunStatus status = store.status(step);
        done += status.state() == State.DONE ? 1 : 0;
        if (status.state() == State.FAILED) {
          return new Standing(State.FAILED, title(step) + ": " + status.error());
        }
        if (status.state() == State.RUNNING && told.isEmpty()) {
          String at = title(step) + ": " + status.progress().text();
          told = Optional.of(new Standing(State.RUNNING, at));
        }
      }
      String share = "%d of %d steps done".formatted(done, needed.size());
      if (allDone(own, store)) {
        return new Standing(State.DONE, "");
      }
      return told.map(running -> new Standing(running.state, share + "; " + running.detail))
          .orElse(new Standing(State.PENDING, done == 0 ? "" : share));
    }

    private static boolean allDone(List<Step<?>> steps, RunStore store) throws IOException {
      for (Step<?> step : steps) {
        if (!store.isDone(step)) {
          return false;
        }
      }
      return true;
    }

    private static String title(Step<?> step) {
      return step.kind() + " " + step.subject();
    }
  }

  private static String figure(TaskSpec.Figure task, List<Step<?>> steps, RunStore store)
      throws IOException {
    if (task.kind() != TaskSpec.Kind.ACCURACY) {
      List<String> summaries = new ArrayList<>();
      for (Step<?> step : steps) {
        store.summary(step).ifPresent(summaries::add);
      }
      return String.join("; ", summaries);
    }
    double[] percent = new double[steps.size()];
    String of = "";
    for (int i = 0; i < percent.length; i++) {
      Figures figures = store.find(steps.get(i)).orElseThrow();
      if (figures instanceof TrainingFigures real) {
        percent[i] = 100 * real.bestTestAccuracy();
        of = "highest over the epochs";
      } else if (figures instanceof QuantizationFigures integers) {
        percent[i] = 100 * integers.integerAccuracy();
        of = "on integers";
      }
    }
    String mean = Cell.meanStd(percent, 2).shown();
    return String.format(Locale.ROOT, "%s %%, %s, n = %d", mean, of, percent.length);
  }
}
