package org.skiptrim.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.engine.Engine;
import org.skiptrim.experiment.Step;
import org.skiptrim.runs.Machine;
import org.skiptrim.runs.MachineResources;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepRunner;
import org.skiptrim.storage.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code skiptrim step}. */
@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    description = {
      "Does one step of an experiment, in this process, if it is not done yet.",
      "skiptrim run starts one for each step; status.json and log.txt in DIR say how it goes.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {"  skiptrim step runs/train-resnet8-seed-1-0123456789ab --threads 1"})
final class StepCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "The step's run directory, with its step.json; what it needs lies beside it.")
  private Path directory;

  @Option(names = "--threads", paramLabel = "N", description = "Cores it may use (default: all).")
  private int threads = Machine.CORES;

  @Option(names = "--device", paramLabel = "cpu|cuda", description = "Where networks are trained.")
  private ComputeDevice device = ComputeDevice.CPU;

  @Option(
      names = "--parent",
      paramLabel = "PID",
      description = "Stop, as with Ctrl-C, when this process has ended.")
  private long parent;

  @Override
  public Integer call() throws Exception {
    endWithParent();
    Step<?> step = RunStore.step(directory);
    Engine.use(device);
    MachineResources resources = new MachineResources(threads, device, ProgressListener.SILENT);
    boolean done = new StepRunner(RunStore.around(directory), resources).run(step);
    return done ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void endWithParent() {
    if (parent == 0) {
      return;
    }
    Thread worker = Thread.currentThread();
    Optional<ProcessHandle> process = ProcessHandle.of(parent);
    if (process.isPresent()) {
      var unused = process.get().onExit().thenRun(worker::interrupt);
    } else {
      worker.interrupt();
    }
  }
}
