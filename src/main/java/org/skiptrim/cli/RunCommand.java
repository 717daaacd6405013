package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.engine.Engine;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Work;
import org.skiptrim.report.Table;
import org.skiptrim.runs.ChildProcesses;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.GpuSlots;
import org.skiptrim.runs.Launcher;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.MachineResources;
import org.skiptrim.runs.Preparation;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.RunSummary;
import org.skiptrim.runs.StepProcess;
import org.skiptrim.slurm.Cluster;
import org.skiptrim.slurm.SlurmRunner;
import org.skiptrim.spec.ClusterProfile;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.spec.SpecException;
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
      "  skiptrim run experiments/milestones recipe=short",
      "  skiptrim run experiments/milestones --on slurm",
      "  skiptrim run experiments/milestones --on slurm --profile ~/clusters/big.yaml"
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

  @Option(
      names = "--per-gpu",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "How many trainings share a GPU, with a core each (default: ${DEFAULT-VALUE}); all GPUs are used, or those"
              + " in CUDA_VISIBLE_DEVICES.")
  private int perGpu;

  @Option(
      names = "--on",
      paramLabel = "here|slurm",
      description =
          "On this machine (default), or as jobs of the Slurm cluster that it belongs to.")
  private Place place = Place.HERE;

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "What the cluster wants to know: partition, account, time, setup … (default: slurm.yaml,"
              + " or ~/.config/skiptrim/slurm.yaml)")
  private Path profile;

  @Spec private CommandSpec command;

  /** Where steps run. */
  enum Place {
    /** As child processes. */
    HERE,
    /** As jobs of a cluster. */
    SLURM
  }

  @Override
  public Integer call() throws Exception {
    requireOneOrMore("--threads", threads == null ? 1 : threads);
    requireOneOrMore("--cores", cores);
    requireOneOrMore("--per-gpu", perGpu);
    List<ExperimentSpec> specs = experiment.specs();
    RunStore store = experiment.store();
    if (device != ComputeDevice.CPU && place == Place.HERE) {
      Engine.use(device); // says at once if there is none
    }
    ClusterProfile cluster = place == Place.SLURM ? profile() : ClusterProfile.USUAL;
    PrintWriter out = command.commandLine().getOut();
    ExperimentPlans plans;
    RunSummary summary;
    try (Display display = Display.on(out)) {
      MachineResources resources = new MachineResources(cores, device, display.preparation());
      plans = new Preparation(specs, store).fetch(resources, display::say);
      summary =
          place == Place.SLURM
              ? runOnSlurm(plans, store, cluster, display)
              : runHere(plans, store, display);
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

  private RunSummary runHere(Work work, RunStore store, Display display)
      throws IOException, InterruptedException {
    Optional<GpuSlots> gpus =
        device == ComputeDevice.CPU
            ? Optional.empty()
            : Optional.of(GpuSlots.ofThisMachine(perGpu));
    Launcher launcher = new ChildProcesses(Main.class.getName(), device, cores, gpus);
    return new ExperimentRunner(store, launcher, display, threads()).run(work);
  }

  private RunSummary runOnSlurm(Work work, RunStore store, ClusterProfile cluster, Display display)
      throws IOException, InterruptedException {
    for (SourceFile file : work.files()) {
      store.keep(file);
    }
    StepProcess process = new StepProcess(Main.class.getName());
    return new SlurmRunner(
            store, new Cluster(cluster, process, device, threads()), display, display::say)
        .run(work.steps());
  }

  private ClusterProfile profile() throws SpecException, IOException {
    return profile == null ? ClusterProfile.find() : ClusterProfile.read(profile);
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
