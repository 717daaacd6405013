package org.skiptrim.watch;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Metrics;
import org.skiptrim.experiment.Step;
import org.skiptrim.results.Explored;
import org.skiptrim.results.TaskRow;
import org.skiptrim.results.TaskTable;
import org.skiptrim.runs.Forecast;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStatus.State;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepTimes;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.watch.Snapshot.StepView;
import org.skiptrim.watch.Snapshot.TableView;
import org.skiptrim.watch.Snapshot.TaskView;

/** Experiments that are watched: what the page asks for, read in their run directories. */
final class Watched {
  /** What steps take is learned anew so often. */
  private static final long LEARNED_SECONDS = 60;

  private final String title;
  private final ExperimentPlans plans;
  private final RunStore store;
  private final Map<String, Step<?>> byId = new LinkedHashMap<>();
  private StepTimes times;
  private Instant learned = Instant.EPOCH;

  Watched(String title, ExperimentPlans plans, RunStore store) {
    this.title = title;
    this.plans = plans;
    this.store = store;
    for (Step<?> step : plans.steps()) {
      byId.put(store.id(step), step);
    }
  }

  String title() {
    return title;
  }

  /** One of the steps that are watched; nothing else can be asked for. */
  Optional<Step<?>> step(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The epochs of a step that trains, so far. */
  List<EpochRecord> curve(Step<?> step) throws IOException {
    return Metrics.read(store.files(step));
  }

  String log(Step<?> step) throws IOException {
    return LogTail.of(store.log(step));
  }

  Explored explored() throws IOException {
    return Explored.of(plans, store);
  }

  Snapshot snapshot() throws IOException {
    Forecast forecast = new Forecast(plans, store, times(), Machine.CORES);
    Map<Step<?>, RunStatus> statuses = new LinkedHashMap<>();
    List<StepView> steps = new ArrayList<>();
    for (Step<?> step : byId.values()) {
      statuses.put(step, store.status(step));
      steps.add(view(step, statuses.get(step)));
    }
    return new Snapshot(
        title,
        tables(new Rows(statuses, forecast)),
        steps,
        Math.round(forecast.total()),
        MachineLoad.of(store.root()),
        "",
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private StepTimes times() throws IOException {
    if (learned.plusSeconds(LEARNED_SECONDS).isBefore(Instant.now())) {
      times = StepTimes.of(store);
      learned = Instant.now();
    }
    return times;
  }

  private StepView view(Step<?> step, RunStatus status) throws IOException {
    return new StepView(
        store.id(step),
        step.kind(),
        step.subject(),
        status.state(),
        share(status),
        text(step, status),
        Math.round(status.seconds()),
        status.process());
  }

  private String text(Step<?> step, RunStatus status) throws IOException {
    return switch (status.state()) {
      case DONE -> store.summary(step).orElse("");
      case FAILED -> status.error();
      case RUNNING, PENDING -> status.progress().text();
    };
  }

  private static double share(RunStatus status) {
    return status.state() == State.DONE ? 1 : status.progress().share();
  }

  private List<TableView> tables(Rows rows) throws IOException {
    List<TableView> tables = new ArrayList<>();
    for (TaskTable table : TaskTable.of(plans, store)) {
      tables.add(new TableView(table.title(), table.rows().stream().map(rows::of).toList()));
    }
    for (ExperimentPlan plan : plans.all()) {
      if (plan.spec().tasks().isEmpty()) {
        List<TaskView> steps = new ArrayList<>();
        for (Step<?> step : plan.steps()) {
          steps.add(rows.of(step, text(step, rows.statuses.get(step))));
        }
        tables.add(new TableView(plan.spec().name(), steps));
      }
    }
    return tables;
  }

  /** Makes rows. */
  private final class Rows {
    private final Map<Step<?>, RunStatus> statuses;
    private final Forecast forecast;

    Rows(Map<Step<?>, RunStatus> statuses, Forecast forecast) {
      this.statuses = statuses;
      this.forecast = forecast;
    }

    TaskView of(TaskRow row) {
      Collection<Step<?>> needed = row.needed();
      boolean done = row.state() == State.DONE;
      return new TaskView(
          row.task(),
          row.state(),
          row.detail(),
          row.reported(),
          done ? 1 : done(needed),
          done ? 0 : Math.round(forecast.until(row.steps())),
          needed.stream().map(store::id).toList());
    }

    TaskView of(Step<?> step, String text) {
      RunStatus status = statuses.get(step);
      return new TaskView(
          step.kind() + " " + step.subject(),
          status.state(),
          text,
          "",
          share(status),
          status.state() == State.DONE ? 0 : Math.round(forecast.until(List.of(step))),
          List.of(store.id(step)));
    }

    private double done(Collection<Step<?>> needed) {
      double all = needed.stream().mapToDouble(Step::effort).sum();
      double done =
          needed.stream().mapToDouble(step -> step.effort() * share(statuses.get(step))).sum();
      return all == 0 ? 0 : done / all;
    }
  }
}
