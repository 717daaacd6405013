package org.skiptrim.slurm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.Workspace;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.StepProcess;

/** Counts how often steps are submitted, and says why a job ended. */
record Attempts(RunStore store, Slurm slurm) {

  /** The next one. Those count that came no further, of jobs that could have begun. */
  Attempt next(FollowedStep one) throws IOException {
    String mark = mark(store.path(one.step()));
    Optional<JobFile> last = one.job();
    boolean failedEarlier =
        !one.hadJob() && store.status(one.step()).state() == RunStatus.State.FAILED;
    if (last.isEmpty() || failedEarlier) {
      return new Attempt(one, 1, mark);
    }
    int number = last.get().attempt();
    if (last.get().isNumbered() && couldBegin(one.step())) {
      number = mark.equals(last.get().mark()) ? number + 1 : 1;
    }
    return new Attempt(one, number, mark);
  }

  /** Else it was cancelled because of one that it waited for. */
  boolean couldBegin(Step<?> step) throws IOException {
    for (Step<?> input : step.inputs()) {
      if (!store.isDone(input)) {
        return false;
      }
    }
    return true;
  }

  /** How far a step has come: another text with each checkpoint. */
  private static String mark(Path directory) throws IOException {
    Path checkpoints = directory.resolve(Workspace.CHECKPOINTS);
    if (!Files.isDirectory(checkpoints)) {
      return "";
    }
    TreeSet<String> times = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(checkpoints, "[!.]*")) {
      for (Path file : files) {
        times.add(Files.getLastModifiedTime(file).toString());
      }
    }
    return times.isEmpty() ? "" : times.last();
  }

  /** Why a job ended before its step was done, in a line. */
  String ending(Step<?> step, JobFile job) throws IOException, InterruptedException {
    RunStatus status = store.status(step);
    return status.state() == RunStatus.State.FAILED
        ? status.error()
        : JobEnding.of(
            slurm.show(job.id(), job.name()),
            slurm.words(job),
            store.path(step).resolve(StepProcess.OUTPUT));
  }
}
