package org.skiptrim.experiment;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps a running step's status and log up to date, and passes on what it hears. */
final class Recorder implements StepListener {
  private static final long NANOS_BETWEEN_WRITES = 2_000_000_000L;

  private final RunDirectory directory;
  private final StepListener outer;
  private final double secondsBefore;
  private final long start = System.nanoTime();
  private long lastWrite = start;
  private RunStatus status;

  /** Begins: from now on the status says that it is running. */
  Recorder(RunDirectory directory, StepListener outer) throws IOException {
    this.directory = directory;
    this.outer = outer;
    this.status = directory.status().running(now(), ProcessHandle.current().pid());
    this.secondsBefore = status.seconds();
    directory.write(status);
    log("started by process " + status.pid());
  }

  @Override
  public void progress(String what, long done, long total, String unit) {
    outer.progress(what, done, total, unit);
    status = status.at(text(what, done, total), seconds());
    if (System.nanoTime() - lastWrite > NANOS_BETWEEN_WRITES) {
      lastWrite = System.nanoTime();
      unchecked(() -> directory.write(status));
    }
  }

  @Override
  public void note(String line) {
    outer.note(line);
    unchecked(() -> log(line));
  }

  /** The last status and the last line. */
  void end(RunStatus.State state, String line) throws IOException {
    String error = state == RunStatus.State.FAILED ? line : "";
    status = status.ended(state, error, now(), seconds());
    directory.write(status);
    log(line);
  }

  /** The stack trace, for the log only. */
  void trace(Throwable error) throws IOException {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    log(trace.toString().stripTrailing());
  }

  /** All starts together. */
  double seconds() {
    return secondsBefore + (System.nanoTime() - start) / 1e9;
  }

  private static String text(String what, long done, long total) {
    return total > 0 ? what + " (" + 100 * done / total + " %)" : what;
  }

  private void log(String line) throws IOException {
    Files.writeString(
        directory.log(),
        now() + " " + line + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private interface Write {
    void run() throws IOException;
  }

  private static void unchecked(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
