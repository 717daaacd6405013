package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.TrainingProbe;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Durations;
import org.skiptrim.report.Table;
import org.skiptrim.runs.Forecast;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code skiptrim plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says what would be done, how long it would take, and how much memory and disk, before anything is run.",
      "Times are learned from steps that were done on this machine; the first time a few batches are trained to find out.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim plan experiments/quickstart.yaml",
      "  skiptrim plan experiments/milestones recipe=short",
      "  skiptrim plan experiments/milestones --workers 16     on as many machines like this one",
      "  skiptrim plan experiments/quickstart.yaml --steps     step by step"
    })
final class PlanCommand implements Callable<Integer> {
  @Mixin private SpecOptions experiment;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many machines like this one work at it (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(names = "--steps", description = "Every step that is not done, with its time.")
  private boolean steps;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    if (workers < 1) {
      throw new ParameterException(
          command.commandLine(), "--workers is " + workers + "; use 1 or more");
    }
    ExperimentPlans plans = experiment.plans();
    RunStore store = experiment.store();
    StepTimes times = StepTimes.of(store).orTraining(TrainingProbe::seconds);
    Forecast forecast = new Forecast(plans, store, times, workers * Machine.CORES);
    List<Step<?>> missing = new ArrayList<>();
    for (Step<?> step : plans.steps()) {
      if (!store.isDone(step)) {
        missing.add(step);
      }
    }
    PrintWriter out = command.commandLine().getOut();
    if (steps) {
      missing.forEach(step -> out.println(line(step, forecast)));
    }
    out.println(table(plans, missing, forecast).toText());
    out.println(summary(plans, missing, forecast));
    out.println(basis(times));
    return ExitCode.DONE;
  }

  private static String line(Step<?> step, Forecast forecast) {
    return "%10s  %s %s"
        .formatted(Durations.text(forecast.left(step)), step.kind(), step.subject());
  }

  /** By kind. */
  private static Table table(ExperimentPlans plans, List<Step<?>> missing, Forecast forecast) {
    Map<String, List<Step<?>>> kinds = new LinkedHashMap<>();
    plans
        .steps()
        .forEach(step -> kinds.computeIfAbsent(step.kind(), k -> new ArrayList<>()).add(step));
    Table table =
        Table.of(
            "What is to be done",
            Column.text("kind of step"),
            Column.number("steps"),
            Column.number("to do"),
            Column.number("work left"));
    for (Map.Entry<String, List<Step<?>>> kind : kinds.entrySet()) {
      double left = kind.getValue().stream().mapToDouble(forecast::left).sum();
      table =
          table.row(
              Cell.text(kind.getKey()),
              Cell.number(kind.getValue().size()),
              Cell.number(kind.getValue().stream().filter(missing::contains).count()),
              Cell.text(Durations.text(left)));
    }
    return table;
  }

  private String summary(ExperimentPlans plans, List<Step<?>> missing, Forecast forecast) {
    long alone = plans.all().stream().mapToLong(plan -> plan.steps().size()).sum();
    int together = plans.steps().size();
    long memory = missing.stream().mapToLong(Step::memoryMb).max().orElse(0);
    long disk = missing.stream().mapToLong(Step::diskMb).sum();
    String machines = workers == 1 ? "this machine" : workers + " machines like this one";
    return ("%d experiments with %d steps, %d of them different (what is shared is done once), %d to do: about %s on %s"
            + " with %d cores each, %.1f GB of memory for the largest step, %.1f GB of disk.")
        .formatted(
            plans.all().size(),
            alone,
            together,
            missing.size(),
            Durations.text(forecast.total()),
            machines,
            Machine.CORES,
            memory / 1024.0,
            disk / 1024.0);
  }

  private static String basis(StepTimes times) {
    if (times.measured().isEmpty()) {
      return "Estimated from a few batches trained just now, and from what other steps take elsewhere: good to a factor of two.";
    }
    String kinds =
        times.measured().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(kind -> kind.getValue() + " × " + kind.getKey())
            .collect(Collectors.joining(", "));
    return "Estimated from steps that were done on such a machine: " + kinds + ".";
  }
}
