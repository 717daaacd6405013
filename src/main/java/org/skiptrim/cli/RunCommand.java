package org.skiptrim.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.engine.Engine;
import org.skiptrim.experiment.ExperimentRunner;
import org.skiptrim.experiment.Machine;
import org.skiptrim.experiment.MachineResources;
import org.skiptrim.experiment.RunStore;
import org.skiptrim.experiment.RunSummary;
import org.skiptrim.report.Table;
import org.skiptrim.results.ExperimentReport;
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
      "Runs what is not done yet of an experiment.",
      "Stopped with Ctrl-C or killed, it goes on from there when it is run again.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  skiptrim run experiments/quickstart.yaml",
      "  skiptrim run experiments/quickstart.yaml teacher.epochs=2 dataset.train_images=5000",
      "  skiptrim run experiments/quickstart.yaml depths=[8,14] trials=3",
      "  SKIPTRIM_GPU=1 skiptrim run experiments/quickstart.yaml --device cuda arithmetic=bf16",
      "  skiptrim run experiments/quickstart.yaml 'precisions=ap_fixed<4,2>'"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private SpecOptions experiment;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the tensor library (default: all cores).")
  private int threads = Machine.CORES;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description =
          "Where networks are trained (default: cpu). Quantization stays on the CPU, whose integers"
              + " are exact.")
  private ComputeDevice device = ComputeDevice.CPU;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    if (threads < 1) {
      throw new ParameterException(
          command.commandLine(), "--threads is " + threads + "; use 1 or more");
    }
    ExperimentSpec spec = experiment.spec();
    RunStore store = experiment.store();
    Engine.use(device); // says at once if there is none
    PrintWriter out = command.commandLine().getOut();
    RunSummary summary;
    try (Display display = Display.on(out)) {
      MachineResources resources =
          new MachineResources(threads, device, display.bytes(), display::note);
      summary = new ExperimentRunner(store, resources, display).run(spec);
    }
    ExperimentReport report = new ExperimentReport(spec, store, experiment.arguments());
    report.write();
    if (summary.alreadyDone() == summary.steps()) {
      out.printf(
          "nothing to do: all %d steps of %s are done; report: %s%n",
          summary.steps(), spec.name(), report.page());
      return ExitCode.DONE;
    }
    if (!summary.isComplete()) {
      return failures(summary);
    }
    for (Table table : report.tables()) {
      out.print("\n" + table.toText() + "\n");
    }
    out.println("report: " + report.page());
    return ExitCode.DONE;
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
