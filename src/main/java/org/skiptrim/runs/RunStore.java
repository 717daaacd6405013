package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.skiptrim.experiment.Figures;
import org.skiptrim.experiment.Measure;
import org.skiptrim.experiment.Step;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Checksum;

/** All run directories, one for each step that was ever begun. */
public final class RunStore {
  private final Path root;

  /**
   * Kept, since each is a checksum of all that a step depends on, and is asked for all the time.
   */
  private final Map<Step<?>, String> ids = new ConcurrentHashMap<>();

  /** Kept below {@code root}, which need not exist. */
  public RunStore(Path root) {
    this.root = root.toAbsolutePath().normalize(); // tools run in directories of their own
  }

  /** The store that a run directory is in. */
  public static RunStore around(Path directory) {
    return new RunStore(directory.toAbsolutePath().normalize().getParent());
  }

  /**
   * Where the store keeps a file that steps read; it is the same whatever becomes of the original.
   */
  Path path(SourceFile file) {
    return root.resolve("files").resolve(file.sha256());
  }

  /**
   * Keeps a file for the steps that read it, in whatever process they run.
   *
   * @throws IOException if it has changed since the spec was read
   */
  public void keep(SourceFile file) throws IOException {
    if (Files.exists(path(file))) {
      return;
    }
    byte[] content = Files.readAllBytes(file.path());
    if (!Checksum.sha256(content).equals(file.sha256())) {
      throw new IOException(
          file.path() + " has changed since the experiment was read; run it again");
    }
    AtomicFiles.write(path(file), content);
  }

  /** Where something is that belongs to no single step. */
  public Path path(String name) {
    return root.resolve(name);
  }

  /** Where the step's files are. */
  public Path path(Step<?> step) {
    return root.resolve(id(step));
  }

  /** The name of a step's directory. */
  public String id(Step<?> step) {
    return ids.computeIfAbsent(step, Step::id);
  }

  /**
   * The step whose run directory that is.
   *
   * @throws IOException if it is none, or of another version
   */
  public static Step<?> step(Path directory) throws IOException {
    return new RunDirectory(directory).step();
  }

  /** Where a step stands. */
  public RunStatus status(Step<?> step) throws IOException {
    RunDirectory directory = found(step);
    return Files.exists(directory.path()) ? directory.observedStatus() : RunStatus.untouched();
  }

  /** The figures of a step, if it is done. */
  public <R extends Figures> Optional<R> find(Step<R> step) throws IOException {
    RunDirectory directory = found(step);
    return directory.isDone() ? Optional.of(directory.result(step)) : Optional.empty();
  }

  /** What a step that is done came to, in a few words; empty if it is not. */
  public Optional<String> summary(Step<?> step) throws IOException {
    RunDirectory directory = found(step);
    return directory.isDone() ? Optional.of(directory.told().summary()) : Optional.empty();
  }

  /** The measures of a step, whichever version made it; none if it is not done. */
  public List<Measure> measures(Step<?> step) throws IOException {
    RunDirectory directory = found(step);
    return directory.isDone() ? directory.told().measures() : List.of();
  }

  /** Every start of a step, the first one first. */
  public List<Start> starts(Step<?> step) throws IOException {
    return found(step).provenance();
  }

  /**
   * What somebody has to know who compares the step's figures: it was resumed in another way than
   * it was begun. One phrase each.
   */
  public List<String> changes(Step<?> step) throws IOException {
    return Start.changes(starts(step));
  }

  /** The commit of this program that a step was last run by. */
  public Optional<String> revision(Step<?> step) throws IOException {
    List<Start> starts = starts(step);
    return starts.isEmpty() ? Optional.empty() : starts.get(starts.size() - 1).fact(Start.REVISION);
  }

  /** Where the files of what is known of a step are; there are none before it was begun. */
  public Path files(Step<?> step) throws IOException {
    return found(step).path();
  }

  /** Where its log is, if it was begun. */
  public Path log(Step<?> step) throws IOException {
    return found(step).log();
  }

  /** Where all of it is kept. */
  public Path root() {
    return root;
  }

  /** Where the report of an experiment is. */
  public Path reports(ExperimentSpec spec) {
    return reports(spec.name());
  }

  /** Where the report of several experiments is that are called so together. */
  public Path reports(String title) {
    return root.resolve(title).resolve("report");
  }

  /** Those of all steps that were ever begun, whichever experiment they belong to. */
  List<RunDirectory> directories() throws IOException {
    List<RunDirectory> directories = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(root, Files::isDirectory)) {
        paths.forEach(path -> directories.add(new RunDirectory(path)));
      }
    }
    return directories;
  }

  /** Whether all of a step is there. */
  public boolean isDone(Step<?> step) throws IOException {
    return found(step).isDone();
  }

  /**
   * Makes the run directory of a step that a process is to do, elsewhere perhaps, and at a later
   * time: an error of an earlier one is not its own.
   */
  public void prepare(Step<?> step) throws IOException {
    RunDirectory directory = directory(step);
    Files.createDirectories(directory.path());
    directory.writeStep(step);
    RunStatus status = directory.status();
    if (status.state() == RunStatus.State.FAILED) {
      directory.write(status.ended(RunStatus.State.PENDING, "", Recorder.now(), status.seconds()));
    }
  }

  /** Who works on a step, if anybody does. */
  public Optional<String> worker(Step<?> step) throws IOException {
    return directory(step).worker();
  }

  /** Says that a step failed, in the place of a process that could not. */
  public void fail(Step<?> step, String reason) throws IOException, InterruptedException {
    directory(step).fail(reason);
  }

  /** The threads that a step was first run with: a training goes on with them. */
  public OptionalInt threads(Step<?> step) throws IOException {
    return starts(step).stream()
        .findFirst()
        .flatMap(start -> start.fact(Start.THREADS))
        .map(threads -> OptionalInt.of(Integer.parseInt(threads)))
        .orElse(OptionalInt.empty());
  }

  RunDirectory directory(Step<?> step) {
    return new RunDirectory(path(step));
  }

  /**
   * The step's directory; or, where the tool that it needs is not installed here, that of the same
   * work with a tool from elsewhere.
   */
  private RunDirectory found(Step<?> step) throws IOException {
    RunDirectory own = directory(step);
    if (!step.lacksTool() || !Files.isDirectory(root)) {
      return own;
    }
    List<RunDirectory> others = new ArrayList<>();
    try (DirectoryStream<Path> similar = Files.newDirectoryStream(root, step.slug() + "-*")) {
      for (Path path : similar) {
        RunDirectory other = new RunDirectory(path);
        if (other.isDone() && other.isOf(step)) {
          others.add(other);
        }
      }
    }
    return others.stream().sorted((a, b) -> b.path().compareTo(a.path())).findFirst().orElse(own);
  }
}
