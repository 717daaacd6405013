package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.engine.Engine;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.report.Table;
import org.skiptrim.runs.ChildProcesses;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.Launcher;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.MachineResources;
import org.skiptrim.runs.Preparation;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.RunSummary;
import org.skiptrim.spec.ExperimentSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code skiptrim run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs what is not done yet of an experiment, or of several at once.",
      "Stopped with Ctrl-C or killed, it continues from there when it is run again.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim run experiments/quickstart.yaml",
      "  skiptrim run experiments/quickstart.yaml teacher.epochs=2 dataset.train_images=5000",
      "  skiptrim run experiments/quickstart.yaml networks=[resnet8,resnet14] trials=3",
      "  SKIPTRIM_GPU=1 skiptrim run experiments/quickstart.yaml --device cuda arithmetic=bf16",
      "  skiptrim run experiments/quickstart.yaml 'precisions=ap_fixed<4,2>'",
      "  skiptrim run experiments/milestones recipe=short"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private SpecOptions experiment;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "How many all steps together may use (default: all).")
  private int cores = Machine.CORES;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of each training (default: trainings that can run side by side share the cores)."
              + " The same number makes the same bits.")
  private Integer threads;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description = "Where networks are trained and measured (default: cpu).")
  private ComputeDevice device = ComputeDevice.CPU;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    requireOneOrMore("--threads", threads == null ? 1 : threads);
    requireOneOrMore("--cores", cores);
    List<ExperimentSpec> specs = experiment.specs();
    RunStore store = experiment.store();
    if (device != ComputeDevice.CPU) {
      Engine.use(device); // says at once if there is none
    }
    PrintWriter out = command.commandLine().getOut();
    ExperimentPlans plans;
    RunSummary summary;
    try (Display display = Display.on(out)) {
      MachineResources resources = new MachineResources(cores, device, display.preparation());
      plans = new Preparation(specs, store).fetch(resources, display::say);
      Launcher launcher = new ChildProcesses(Main.class.getName(), device, cores);
      summary = new ExperimentRunner(store, launcher, display, threads()).run(plans);
    }
    Reports reports = new Reports(experiment, plans);
    for (String problem : reports.write().problems()) {
      command.commandLine().getErr().println("warning: " + problem);
    }
    if (summary.alreadyDone() == summary.steps()) {
      out.printf(
          "nothing to do: all %d steps of %s are done; report: %s%n",
          summary.steps(), experiment.title(), reports.page());
      return ExitCode.DONE;
    }
    if (!summary.isComplete()) {
      return failures(summary);
    }
    for (Table table : reports.tables()) {
      out.print("\n" + table.toText() + "\n");
    }
    out.println("report: " + reports.page());
    return ExitCode.DONE;
  }

  private OptionalInt threads() {
    return threads == null ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  private void requireOneOrMore(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          command.commandLine(), option + " is " + value + "; use 1 or more");
    }
  }

  private int failures(RunSummary summary) {
    PrintWriter err = command.commandLine().getErr();
    err.printf(
        "error: %d of %d steps failed%s; see: skiptrim status %s%n",
        summary.failed().size(),
        summary.steps(),
        summary.blocked().isEmpty() ? "" : " and hold up " + summary.blocked().size() + " more",
        experiment.arguments());
    return ExitCode.FAILED;
  }
}
