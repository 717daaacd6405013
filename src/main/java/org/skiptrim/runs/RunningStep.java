package org.skiptrim.runs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.skiptrim.experiment.Step;

/** A step that a process is at, as its run directory shows it. */
final class RunningStep {
  private final Step<?> step;
  private final RunDirectory directory;
  private final Launcher.Job job;
  private final int cores;
  private final long memoryMb;
  private final double secondsBefore;
  private long logRead;

  /** Looks at what is written from now on. */
  RunningStep(Step<?> step, RunDirectory directory, Launcher.Job job, int cores, long memoryMb)
      throws IOException {
    this.step = step;
    this.directory = directory;
    this.job = job;
    this.cores = cores;
    this.memoryMb = memoryMb;
    this.secondsBefore = directory.status().seconds();
    this.logRead = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
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
    return directory.status().seconds() - secondsBefore;
  }

  /** Passes on what is new. */
  void tell(RunListener listener) throws IOException {
    for (String line : newLines().split("\n")) {
      LogLine.noteOf(line).ifPresent(note -> listener.note(step, note));
    }
    RunStatus status = directory.status();
    if (status.state() == RunStatus.State.RUNNING && !status.progress().what().isEmpty()) {
      listener.progress(step, status.progress());
    }
  }

  /** Whole lines only. */
  private String newLines() throws IOException {
    if (!Files.exists(directory.log())) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(directory.log().toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, log.length() - logRead)];
      log.seek(logRead);
      log.readFully(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int end = text.lastIndexOf('\n') + 1;
      logRead += end;
      return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
  }
}
