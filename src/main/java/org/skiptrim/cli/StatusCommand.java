package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.RunStatus;
import org.skiptrim.experiment.RunStore;
import org.skiptrim.experiment.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code skiptrim status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {"Shows where each step of an experiment stands.", ""},
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim status experiments/quickstart.yaml",
      "  watch skiptrim status experiments/quickstart.yaml"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin private SpecOptions experiment;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    List<Step<?>> steps = new ExperimentPlan(experiment.spec()).steps();
    RunStore store = experiment.store();
    PrintWriter out = command.commandLine().getOut();
    for (Step<?> step : steps) {
      out.println(line(step, store));
    }
    return ExitCode.DONE;
  }

  private static String line(Step<?> step, RunStore store) throws IOException {
    RunStatus status = store.status(step);
    String detail =
        switch (status.state()) {
          case DONE -> store.result(step).summary();
          case FAILED -> status.error();
          case RUNNING, PENDING -> status.progress();
        };
    return String.format(
            Locale.ROOT,
            "%-8s %9s  %s %s%s",
            status.state().name().toLowerCase(Locale.ROOT),
            status.seconds() == 0 ? "" : Durations.text(status.seconds()),
            step.kind(),
            step.subject(),
            detail.isEmpty() ? "" : ": " + detail)
        .stripTrailing();
  }
}
