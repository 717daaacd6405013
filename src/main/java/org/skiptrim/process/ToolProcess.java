package org.skiptrim.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.skiptrim.storage.TemporaryFiles;

/**
 * One run of a command-line tool. Its output goes to a log file; it has no input. The tool and all
 * that it starts end when the calling thread is interrupted, when the time is over, and when this
 * program ends.
 *
 * @param tool the tool's name for people, such as {@code "Yosys"}
 * @param task what it does, as in "Yosys failed while <i>synthesizing dense for xc7z020</i>"
 * @param command the program and its arguments; no shell looks at them
 * @param directory where it runs
 * @param log where standard output and standard error go, together; replaced if it exists
 * @param limit how long it may take
 * @param onLine is given each line of output as it comes, on another thread; what it throws ends
 *     the tool and comes out of {@link #run}
 */
public record ToolProcess(
    String tool,
    String task,
    List<String> command,
    Path directory,
    Path log,
    TimeLimit limit,
    Consumer<String> onLine) {
  /** A run's last output comes well within this, unless something that it left behind holds it. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(10);

  /** Of what SIGINT ended: Ctrl-C reaches a tool as soon as it reaches this program. */
  private static final int INTERRUPTED = 128 + 2;

  /** Copies the command. */
  public ToolProcess {
    command = List.copyOf(command);
    log = log.toAbsolutePath();
  }

  /** A run without a time limit, whose output only the log sees. */
  public ToolProcess(String tool, String task, List<String> command, Path directory, Path log) {
    this(tool, task, command, directory, log, TimeLimit.NONE, line -> {});
  }

  /** The same run, ended with an error after {@code limit}. */
  public ToolProcess withTimeout(Duration limit) {
    return with(new TimeLimit(limit, false));
  }

  /** The same run, ended with an error when it has taken that much processor time. */
  public ToolProcess withProcessorLimit(Duration limit) {
    return with(new TimeLimit(limit, true));
  }

  private ToolProcess with(TimeLimit other) {
    return new ToolProcess(tool, task, command, directory, log, other, onLine);
  }

  /** The same run, heard by {@code listener}. */
  public ToolProcess withOnLine(Consumer<String> listener) {
    return new ToolProcess(tool, task, command, directory, log, limit, listener);
  }

  /**
   * Runs the tool to its end.
   *
   * @throws ToolFailure if it exits with anything but 0 or takes too long
   * @throws IOException if it cannot be started or the log cannot be written
   * @throws InterruptedException if this thread was interrupted, or the tool; it has ended then
   */
  public void run() throws IOException, InterruptedException {
    run(new ProcessBuilder(command).redirectErrorStream(true));
  }

  /**
   * Runs the tool for what it answers on standard output. Only standard error goes to the log:
   * warnings there are no part of an answer.
   */
  public String answer() throws IOException, InterruptedException {
    Path answer = TemporaryFiles.file("skiptrim-", ".out");
    try {
      run(new ProcessBuilder(command).redirectOutput(answer.toFile()));
      // A tool may answer in the encoding of its locale; readString would refuse that.
      return new String(Files.readAllBytes(answer), StandardCharsets.UTF_8);
    } finally {
      Files.deleteIfExists(answer);
    }
  }

  private void run(ProcessBuilder builder) throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    Process process = start(builder);
    BufferedReader lines =
        builder.redirectErrorStream() ? process.inputReader() : process.errorReader();
    OutputPump pump = new OutputPump(process, lines, log, onLine);
    FutureTask<Void> output = new FutureTask<>(pump);
    Thread reader = new Thread(output, tool + " output");
    reader.setDaemon(true);
    reader.start();
    try {
      if (!limit.hasEnded(process)) {
        String reason = "not done after " + limit + ", stopped";
        throw new ToolFailure(this, exitCode(process), reason, log);
      }
      finish(output);
    } finally {
      ProcessTree.end(process);
      reader.join(LAST_OUTPUT.toMillis()); // whatever happened, the log is whole
    }
    if (process.exitValue() == INTERRUPTED) {
      throw new InterruptedException(tool + " was interrupted while " + task);
    }
    if (process.exitValue() != 0) {
      String reason = FailureReason.of(process.exitValue(), pump.errorLine());
      throw new ToolFailure(this, process.exitValue(), reason, log);
    }
  }

  private Process start(ProcessBuilder builder) throws IOException {
    try {
      Process process = ProcessTree.start(builder.directory(directory.toFile()));
      // Without input a tool that would ask a question fails instead of waiting for ever.
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new IOException(
          "%s could not be started for %s: %s".formatted(tool, task, e.getMessage()), e);
    }
  }

  private static int exitCode(Process process) throws InterruptedException {
    ProcessTree.end(process);
    return process.waitFor();
  }

  private void finish(FutureTask<Void> output) throws IOException, InterruptedException {
    try {
      output.get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          tool + " ended while " + task + " but left a process that holds its output", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException listenersOwn) {
        throw listenersOwn;
      }
      throw new IOException(
          "the output of %s could not be kept in %s: %s".formatted(tool, log, e.getMessage()), e);
    }
  }
}
