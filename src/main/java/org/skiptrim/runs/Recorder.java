package org.skiptrim.runs;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.experiment.Step;
import org.skiptrim.process.PeakMemory;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.ProgressListener;

/**
 * Keeps a running step's status, provenance and log up to date: all that other processes learn of
 * it.
 */
final class Recorder implements ProgressListener, AutoCloseable {
  private static final long NANOS_BETWEEN_WRITES = 1_000_000_000L;

  private final RunDirectory directory;
  private final double secondsBefore;
  private final long start = System.nanoTime();
  private final PeakMemory memory = new PeakMemory();
  private final List<Start> starts;
  private long lastWrite = start - NANOS_BETWEEN_WRITES;
  private RunStatus status;

  /** Begins: from now on the status says that it is running. */
  Recorder(RunDirectory directory, Step<?> step) throws IOException {
    this.directory = directory;
    String process = ProcessName.current().toString();
    this.status = directory.status().running(now(), process);
    this.secondsBefore = status.seconds();
    this.starts = new ArrayList<>(directory.provenance());
    directory.writeStep(step);
    starts.add(new Start(now(), process, Machine.facts()));
    directory.writeProvenance(starts);
    directory.write(status);
    log(LogLine.event("started by " + process));
  }

  @Override
  public void progress(String what, long done, long total, String unit) {
    status = status.at(new RunStatus.Progress(what, done, total, unit), seconds());
    if (System.nanoTime() - lastWrite >= NANOS_BETWEEN_WRITES) {
      lastWrite = System.nanoTime();
      try {
        directory.write(status);
      } catch (IOException e) {
        // The disk may be full or away for a moment; nothing is lost that the next one does not
        // say.
      }
    }
  }

  @Override
  public void note(String line) {
    unchecked(() -> log(LogLine.note(line)));
  }

  /** Something that the figures depend on beside the settings. */
  void fact(String name, String value) {
    starts.set(starts.size() - 1, starts.get(starts.size() - 1).with(name, value));
    unchecked(() -> directory.writeProvenance(starts));
  }

  /** The last status and the last line. */
  void end(RunStatus.State state, String line) throws IOException {
    String error = state == RunStatus.State.FAILED ? line : "";
    status = status.ended(state, error, now(), seconds()).withPeak(memory.megabytes());
    directory.write(status);
    log(LogLine.event(line));
  }

  /** The stack trace, for the log only. */
  void trace(Throwable error) throws IOException {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    log(LogLine.event(trace.toString().stripTrailing()));
  }

  /** All starts together. */
  double seconds() {
    return secondsBefore + (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    memory.close();
  }

  private void log(String line) throws IOException {
    AtomicFiles.append(directory.log(), line);
  }

  static Instant now() {
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
