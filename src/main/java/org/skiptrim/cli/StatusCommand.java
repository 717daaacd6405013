package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Step;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.report.Durations;
import org.skiptrim.results.TaskTable;
import org.skiptrim.runs.Forecast;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code skiptrim status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows where each step of an experiment stands; or each task, where experiments have tables of them.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim status experiments/quickstart.yaml",
      "  skiptrim status experiments/milestones",
      "  watch skiptrim status experiments/quickstart.yaml"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private SpecOptions experiment;

  @Option(names = "--steps", description = "Step by step, also where the experiments have tasks.")
  private boolean steps;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    ExperimentPlans plans = experiment.plans();
    RunStore store = experiment.store();
    PrintWriter out = command.commandLine().getOut();
    List<TaskTable> tables = TaskTable.of(plans, store);
    if (tables.isEmpty() || steps) {
      for (Step<?> step : plans.steps()) {
        out.println(line(step, store));
      }
    } else {
      tables(tables, plans, out);
    }
    if (plans.all().stream().anyMatch(plan -> plan.spec().hasIntegers())) {
      out.println(FixedPoint.USUAL_MODES);
    }
    return ExitCode.DONE;
  }

  private void tables(List<TaskTable> tables, ExperimentPlans plans, PrintWriter out)
      throws IOException {
    long done = tables.stream().mapToLong(TaskTable::done).sum();
    int all = tables.stream().mapToInt(table -> table.rows().size()).sum();
    RunStore store = experiment.store();
    Forecast forecast = new Forecast(plans, store, StepTimes.of(store), Machine.CORES);
    tables.forEach(table -> out.println(table.with(forecast).table().toText()));
    String left = done == all ? "" : "; about %s left".formatted(Durations.text(forecast.total()));
    out.printf("%d of %d tasks are done%s (skiptrim plan says more)%n", done, all, left);
  }

  private static String line(Step<?> step, RunStore store) throws IOException {
    RunStatus status = store.status(step);
    String detail =
        switch (status.state()) {
          case DONE -> store.summary(step).orElse("");
          case FAILED -> status.error();
          case RUNNING -> status.progress().text() + " on " + status.process();
          case PENDING -> status.progress().text();
        };
    return String.format(
            Locale.ROOT,
            "%-8s %9s  %s %s%s%s",
            status.state().name().toLowerCase(Locale.ROOT),
            status.seconds() == 0 ? "" : Durations.text(status.seconds()),
            step.kind(),
            step.subject(),
            detail.isEmpty() ? "" : ": " + detail,
            remarks(step, store))
        .stripTrailing();
  }

  /** What distinguishes it from one that is run now in one go. */
  private static String remarks(Step<?> step, RunStore store) throws IOException {
    List<String> remarks = new ArrayList<>(store.changes(step));
    store
        .revision(step)
        .filter(revision -> !revision.equals(Machine.revision()))
        .ifPresent(revision -> remarks.add("made by revision " + revision));
    return remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")";
  }
}
