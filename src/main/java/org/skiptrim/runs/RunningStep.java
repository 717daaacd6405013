package org.skiptrim.runs;

import java.io.IOException;
import org.skiptrim.experiment.Step;

/** A step that a process is at, and what that takes of the machine. */
final class RunningStep {
  private final Step<?> step;
  private final StepWatch watch;
  private final Launcher.Job job;
  private final int cores;
  private final long memoryMb;

  /** Looks at what is written from now on. */
  RunningStep(Step<?> step, RunDirectory directory, Launcher.Job job, int cores, long memoryMb)
      throws IOException {
    this.step = step;
    this.watch = new StepWatch(step, directory);
    this.job = job;
    this.cores = cores;
    this.memoryMb = memoryMb;
  }

  Step<?> step() {
    return step;
  }

  Launcher.Job job() {
    return job;
  }

  int cores() {
    return cores;
  }

  long memoryMb() {
    return memoryMb;
  }

  /** How long it has run since it was started here. */
  double seconds() throws IOException {
    return watch.seconds();
  }

  /** Passes on what is new. */
  void tell(RunListener listener) throws IOException {
    watch.tell(listener);
  }
}
