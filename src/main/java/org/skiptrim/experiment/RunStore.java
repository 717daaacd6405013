package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.spec.ExperimentSpec;

/** All run directories, one for each step that was ever begun. */
public final class RunStore {
  private final Path root;

  /** Kept below {@code root}, which need not exist. */
  public RunStore(Path root) {
    this.root = root.toAbsolutePath().normalize(); // tools run in directories of their own
  }

  /** Where the step's files are. */
  public Path path(Step<?> step) {
    return root.resolve(step.id());
  }

  /** Where a step stands. */
  public RunStatus status(Step<?> step) throws IOException {
    RunDirectory directory = directory(step);
    return Files.exists(directory.path()) ? directory.observedStatus() : RunStatus.untouched();
  }

  /** The figures of a step that is done. */
  public <R extends Figures> R result(Step<R> step) throws IOException {
    return directory(step).result(step);
  }

  /** The figures of a step, if it is done. */
  public <R extends Figures> Optional<R> find(Step<R> step) throws IOException {
    return isDone(step) ? Optional.of(result(step)) : Optional.empty();
  }

  /** Where a finished step's figures come from, by name. */
  public Map<String, String> provenance(Step<?> step) throws IOException {
    return directory(step).provenance();
  }

  /** Where the report of an experiment is. */
  public Path reports(ExperimentSpec spec) {
    return root.resolve(spec.name()).resolve("report");
  }

  /** Whether all of a step is there. */
  public boolean isDone(Step<?> step) throws IOException {
    return directory(step).isDone();
  }

  RunDirectory directory(Step<?> step) {
    return new RunDirectory(path(step));
  }
}
