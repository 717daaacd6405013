package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import org.skiptrim.experiment.Figures;
import org.skiptrim.experiment.Step;

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
            RunStatus.State.DONE, RunStatus.Progress.NONE, "", now, now, seconds, "here"));
  }
}
