package org.skiptrim.runs;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.skiptrim.experiment.Figures;
import org.skiptrim.experiment.Resources;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.Workspace;
import org.skiptrim.storage.AtomicFiles;

/**
 * Runs one step in this process, in its run directory: what {@code skiptrim step} does. Others
 * learn how it goes from the files there.
 */
public final class StepRunner {
  private final RunStore store;
  private final Resources resources;

  /** A runner of steps whose inputs are in {@code store}. */
  public StepRunner(RunStore store, Resources resources) {
    this.store = store;
    this.resources = resources;
  }

  /**
   * Runs the step, or waits for another process that does.
   *
   * @return whether it is done; if not, status and log say why
   * @throws InterruptedException if this thread was interrupted; what is done is kept
   */
  public boolean run(Step<?> step) throws IOException, InterruptedException {
    RunDirectory directory = store.directory(step);
    try (Lease lease = Lease.acquire(directory.path(), Lease.Timing.USUAL, notice -> {})) {
      return directory.isDone() || attempt(step, directory, lease);
    }
  }

  private <R extends Figures> boolean attempt(Step<R> step, RunDirectory directory, Lease lease)
      throws IOException, InterruptedException {
    try (Recorder recorder = new Recorder(directory, step)) {
      return attempt(step, directory, recorder, lease);
    }
  }

  private <R extends Figures> boolean attempt(
      Step<R> step, RunDirectory directory, Recorder recorder, Lease lease)
      throws IOException, InterruptedException {
    try {
      AtomicFiles.removeLeftovers(directory.path());
      AtomicFiles.removeLeftovers(directory.file(Workspace.CHECKPOINTS));
      R figures =
          step.run(
              new Workspace(
                  directory.path(), store::path, store::path, resources, recorder, recorder::fact));
      directory.writeResult(figures);
      recorder.end(RunStatus.State.DONE, figures.summary());
      return true;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      if (lease.isLost()) {
        Thread.interrupted();
        throw new IOException("another process took %s over".formatted(directory.path()), e);
      }
      if (isInterruption(e)) {
        recorder.end(RunStatus.State.PENDING, "interrupted");
        throw new InterruptedException(step.kind() + " of " + step.subject() + " was interrupted");
      }
      recorder.trace(e);
      recorder.end(RunStatus.State.FAILED, Reason.of(e));
      return false;
    }
  }

  /**
   * Whatever an interrupted thread throws: files and locks have errors of their own for it. The
   * thread can write again afterwards.
   */
  private static boolean isInterruption(Throwable error) {
    boolean flagged = Thread.interrupted();
    return flagged
        || error instanceof InterruptedException
        || error instanceof CancellationException;
  }
}
