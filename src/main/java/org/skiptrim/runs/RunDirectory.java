package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiptrim.experiment.Figures;
import org.skiptrim.experiment.Measure;
import org.skiptrim.experiment.Step;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Json;
import tools.jackson.core.type.TypeReference;

/**
 * The directory of one step: {@code step.json} (all that went in), {@code status.json}, {@code
 * provenance.json} (an entry for each start), {@code log.txt}, {@code lease.json} while a process
 * is at it, and at the end {@code result.json} with the files of the result.
 */
record RunDirectory(Path path) {
  static final String LOG = "log.txt";

  private static final String STEP = "step.json";
  private static final String STATUS = "status.json";
  private static final String RESULT = "result.json";
  private static final String PROVENANCE = "provenance.json";

  Path file(String name) {
    return path.resolve(name);
  }

  Path log() {
    return file(LOG);
  }

  RunStatus status() throws IOException {
    Path file = file(STATUS);
    return Files.exists(file) ? Json.read(file, RunStatus.class) : RunStatus.untouched();
  }

  /** The status as it is for others to see: one that was killed while running is not running. */
  RunStatus observedStatus() throws IOException {
    RunStatus status = status();
    return status.state() == RunStatus.State.RUNNING && Lease.holder(path).isEmpty()
        ? status.abandoned()
        : status;
  }

  void write(RunStatus status) throws IOException {
    Json.write(file(STATUS), status);
  }

  boolean isDone() throws IOException {
    return status().state() == RunStatus.State.DONE;
  }

  /** Says in the place of a process that could not. */
  RunStatus fail(String reason) throws IOException, InterruptedException {
    try (Lease lease = Lease.acquire(path)) {
      RunStatus before = status();
      RunStatus failed =
          before.ended(RunStatus.State.FAILED, reason, Recorder.now(), before.seconds());
      write(failed);
      return failed;
    }
  }

  void writeStep(Step<?> step) throws IOException {
    AtomicFiles.write(file(STEP), step.recipe() + "\n");
  }

  /**
   * The step that was written there.
   *
   * @throws IOException if there is none, or this version would write it otherwise
   */
  Step<?> step() throws IOException {
    Path file = file(STEP);
    if (!Files.exists(file)) {
      throw new IOException(path + " has no " + STEP + "; name the run directory of a step");
    }
    Step<?> step = Json.read(file, Step.class);
    if (!Files.readString(file).strip().equals(step.recipe())) {
      throw new IOException(
          "%s was written by another version of skiptrim; run its experiment again"
              .formatted(file));
    }
    return step;
  }

  /** Whether it is that of a step, done with whatever version of its tool. */
  boolean isOf(Step<?> step) {
    try {
      return step().withoutTool().recipe().equals(step.recipe());
    } catch (IOException e) {
      return false; // of another version, which does something else
    }
  }

  void writeResult(Figures result) throws IOException {
    Json.write(file(RESULT), result);
  }

  <R extends Figures> R result(Step<R> step) throws IOException {
    return Json.read(file(RESULT), step.figuresType());
  }

  /** What a result says of itself, whichever version made it. */
  Told told() throws IOException {
    return Json.read(file(RESULT), Told.class);
  }

  /**
   * What every result has.
   *
   * @param summary its most important figures, in a few words
   * @param measures all its figures for tables
   */
  record Told(String summary, List<Measure> measures) {
    Told {
      measures = measures == null ? List.of() : List.copyOf(measures);
    }
  }

  void writeProvenance(List<Start> starts) throws IOException {
    Json.write(file(PROVENANCE), starts);
  }

  /** Every start of the step, the first one first. */
  List<Start> provenance() throws IOException {
    Path file = file(PROVENANCE);
    return Files.exists(file) ? Json.read(file, new TypeReference<List<Start>>() {}) : List.of();
  }

  /** Who works in it. */
  Optional<String> worker() throws IOException {
    return Lease.holder(path).map(held -> held.holder().toString());
  }
}
