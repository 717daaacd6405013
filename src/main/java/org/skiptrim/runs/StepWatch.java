package org.skiptrim.runs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.skiptrim.experiment.Step;

/** Looks at how a step goes that a process is at, wherever that is. */
public final class StepWatch {
  private final Step<?> step;
  private final RunDirectory directory;
  private final double secondsBefore;
  private long logRead;

  /** Looks at what is written from now on. */
  public StepWatch(RunStore store, Step<?> step) throws IOException {
    this(step, store.directory(step));
  }

  StepWatch(Step<?> step, RunDirectory directory) throws IOException {
    this.step = step;
    this.directory = directory;
    this.secondsBefore = directory.status().seconds();
    this.logRead = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
  }

  /** How long it has run since this began to look. */
  public double seconds() throws IOException {
    return directory.status().seconds() - secondsBefore;
  }

  /** Passes on what is new. */
  public void tell(RunListener listener) throws IOException {
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
