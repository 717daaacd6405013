package org.skiptrim.cli;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FailureHandlerTest {
  private final StringWriter err = new StringWriter();

  @TempDir Path logs;

  private int handle(Exception error) {
    CommandLine command = new CommandLine(new Main());
    command.setErr(new PrintWriter(err));
    return new FailureHandler(logs).handleExecutionException(error, command, null);
  }

  private List<Path> written() throws IOException {
    try (Stream<Path> files = Files.list(logs)) {
      return files.toList();
    }
  }

  @Test
  void expectedFailure_isItsMessage() throws IOException {
    assertEquals(ExitCode.FAILED, handle(new IOException("the disk is full")));
    assertEquals("error: the disk is full\n", err.toString());
    assertEquals(List.of(), written());
  }

  @Test
  void defect_isOneLineAndALog() throws IOException {
    assertEquals(ExitCode.FAILED, handle(new IllegalStateException("odd")));
    Path log = written().get(0);
    assertEquals("error: IllegalStateException: odd; stack trace: " + log + "\n", err.toString());
    assertTrue(Files.readString(log).contains("at " + getClass().getName()));
  }

  @Test
  void interruption_saysHowToGoOn() {
    assertEquals(ExitCode.INTERRUPTED, handle(new InterruptedException()));
    assertTrue(err.toString().contains("the same command continues from there"), err.toString());
  }

  /** Files and locks have errors of their own for it. */
  @Test
  void interruptionWhileWaitingForALock_isNoFailure() throws IOException {
    Exception error;
    try (FileChannel channel = FileChannel.open(logs.resolve("lock"), CREATE_NEW, WRITE)) {
      Thread.currentThread().interrupt();
      error = assertThrows(IOException.class, channel::lock);
    }
    assertEquals(ExitCode.INTERRUPTED, handle(error));
    assertTrue(err.toString().startsWith("interrupted"), err.toString());
  }
}
