package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import org.skiptrim.experiment.Figures;
import org.skiptrim.experiment.Step;
import org.skiptrim.storage.AtomicFiles;

/** Steps that are done, with figures that nobody had to compute. */
public final class MadeUpRuns {
  private MadeUpRuns() {}

  /** Puts the figures where those of the step belong. */
  public static void done(RunStore store, Step<?> step, Figures figures, double seconds)
      throws IOException {
    RunDirectory directory = store.directory(step);
    Files.createDirectories(directory.path());
    directory.writeResult(figures);
    Optional<Instant> now = Optional.of(Instant.EPOCH);
    directory.write(
        new RunStatus(
            RunStatus.State.DONE, RunStatus.Progress.NONE, "", now, now, seconds, "here", 512));
  }

  /** A step that this process is at, in the middle of it, until it is closed. */
  public static AutoCloseable running(RunStore store, Step<?> step, long done, long total)
      throws Exception {
    RunDirectory directory = store.directory(step);
    Lease lease = Lease.acquire(directory.path(), Lease.Timing.USUAL, notice -> {});
    RunStatus.Progress progress = new RunStatus.Progress("epoch " + done, done, total, "epochs");
    directory.write(RunStatus.untouched().running(Instant.EPOCH, "here").at(progress, 10));
    return lease;
  }

  /** Lines of a step's log. */
  public static void log(RunStore store, Step<?> step, String lines) throws IOException {
    Files.createDirectories(store.path(step));
    AtomicFiles.append(store.directory(step).log(), lines);
  }
}
