package org.skiptrim.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.skiptrim.runs.Reason;
import org.skiptrim.spec.SpecException;
import org.skiptrim.storage.AtomicFiles;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command throws into one line and an exit code.
 *
 * @param logs where the stack traces of defects are kept
 */
record FailureHandler(Path logs) implements CommandLine.IExecutionExceptionHandler {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (error instanceof SpecException) {
      err.println("error: " + error.getMessage());
      return ExitCode.USAGE;
    }
    if (error instanceof WholeMessage) {
      err.println("error: " + error.getMessage());
      return ExitCode.FAILED;
    }
    if (error instanceof InterruptedException || Thread.interrupted()) {
      // An interrupted thread finds files and locks closed, which have errors of their own for it.
      err.println("interrupted; what is done is kept, the same command continues from there");
      return ExitCode.INTERRUPTED;
    }
    // What a file or a tool says is meant for the user; anything else is a defect.
    boolean expected = error instanceof IOException;
    err.println("error: " + Reason.of(error) + (expected ? "" : "; stack trace: " + trace(error)));
    return ExitCode.FAILED;
  }

  private String trace(Exception error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    String name = "error-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + ".log";
    Path file = logs.resolve(name);
    try {
      AtomicFiles.write(file, trace.toString());
      return file.toString();
    } catch (IOException e) {
      return trace.toString(); // nowhere else to put it
    }
  }
}
