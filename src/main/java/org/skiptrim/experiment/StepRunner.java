package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CancellationException;
import org.skiptrim.storage.AtomicFiles;

/**
 * Runs one step in this process, in its run directory. It needs nothing but the step, so that a
 * process of its own could do it as well.
 */
final class StepRunner {
  private final RunStore store;
  private final Resources resources;
  private final RunListener listener;

  StepRunner(RunStore store, Resources resources, RunListener listener) {
    this.store = store;
    this.resources = resources;
    this.listener = listener;
  }

  /**
   * Runs the step, or waits for another process that does.
   *
   * @return whether it is done; if not, status and log say why
   * @throws InterruptedException if this thread was interrupted; what is done is kept
   */
  boolean run(Step<?> step) throws IOException, InterruptedException {
    RunDirectory directory = store.directory(step);
    try (FileChannel lock = directory.hold(listener::note)) {
      return directory.isDone() || attempt(step, directory);
    }
  }

  private <R extends Figures> boolean attempt(Step<R> step, RunDirectory directory)
      throws IOException, InterruptedException {
    Recorder recorder = new Recorder(directory, listener);
    Provenance provenance = new Provenance();
    try {
      AtomicFiles.removeLeftovers(directory.path());
      AtomicFiles.removeLeftovers(directory.file(Workspace.CHECKPOINTS));
      AtomicFiles.write(directory.file("step.json"), step.recipe() + "\n");
      Workspace workspace = new Workspace(store, directory.path(), resources, recorder, provenance);
      R figures = step.run(workspace);
      directory.writeResult(figures);
      provenance.write(directory);
      recorder.end(RunStatus.State.DONE, figures.summary());
      listener.finished(step, figures.summary(), recorder.seconds());
      return true;
    } catch (Exception | LinkageError | OutOfMemoryError e) {
      if (isInterruption(e)) {
        recorder.end(RunStatus.State.PENDING, "interrupted");
        throw new InterruptedException(step.kind() + " of " + step.subject() + " was interrupted");
      }
      recorder.trace(e);
      recorder.end(RunStatus.State.FAILED, Reason.of(e));
      listener.failed(step, Reason.of(e), directory.log());
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
