package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolProcessTest {
  /** Starts a child of its own, says both process ids, and then waits. */
  private static final String PARENT_AND_CHILD = "sleep 600 & echo $! $$; wait";

  @TempDir Path directory;

  private Path log() {
    return directory.resolve("logs/tool.log");
  }

  private ToolProcess shell(String script) {
    return new ToolProcess("Shell", "testing", List.of("sh", "-c", script), directory, log());
  }

  @Test
  void run_outputOnBothStreams_inLogAndHeard() throws Exception {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    shell("echo one; echo two >&2; pwd").withOnLine(heard::add).run();
    assertEquals(List.of("one", "two", directory.toRealPath().toString()), heard);
    assertEquals(heard, Files.readAllLines(log()));
  }

  @Test
  void answer_outputOnBothStreams_isStandardOutputAlone() throws Exception {
    assertEquals("one\n", shell("echo warning >&2; echo one").answer());
    assertEquals(List.of("warning"), Files.readAllLines(log()));
  }

  /** As g++ says © where the locale is Latin-1. */
  @Test
  void answer_bytesThatAreNotUtf8_doNotMatter() throws Exception {
    assertEquals("g++ 12.2 \ufffd 2022\n", shell("printf 'g++ 12.2 \\251 2022\\n'").answer());
  }

  @Test
  void run_readsItsInput_findsNone() throws Exception {
    shell("cat").run();
    assertEquals("", Files.readString(log()));
  }

  @Test
  void run_fails_oneLineWithToolTaskErrorAndLog() {
    ToolFailure failure =
        assertThrows(
            ToolFailure.class,
            () ->
                shell("echo start; echo 'ERROR: no such module'; echo 'ERROR: gave up'; exit 3")
                    .run());
    assertEquals(
        "Shell failed while testing: ERROR: no such module (log: " + log() + ")",
        failure.getMessage());
    assertEquals(3, failure.exitCode());
  }

  /** Which a tool may be before this program is. */
  @Test
  void run_interruptedByCtrlC_isNoFailure() {
    String message =
        assertThrows(InterruptedException.class, () -> shell("exit 130").run()).getMessage();
    assertEquals("Shell was interrupted while testing", message);
  }

  @Test
  void run_killed_saysMemory() {
    ToolFailure failure = assertThrows(ToolFailure.class, () -> shell("kill -9 $$").run());
    assertEquals(137, failure.exitCode());
    assertTrue(failure.getMessage().contains("memory ran out"), failure.getMessage());
  }

  @Test
  void run_noSuchProgram_namesIt() {
    ToolProcess process =
        new ToolProcess("Tool", "testing", List.of("no-such-program"), directory, log());
    IOException failure = assertThrows(IOException.class, process::run);
    assertTrue(failure.getMessage().startsWith("Tool could not be started for testing: "));
    assertTrue(failure.getMessage().contains("no-such-program"), failure.getMessage());
  }

  @Test
  void run_overTime_stopsToolAndItsChildren() throws Exception {
    ToolProcess process = shell(PARENT_AND_CHILD).withTimeout(Duration.ofMillis(500));
    ToolFailure failure = assertThrows(ToolFailure.class, process::run);
    assertTrue(failure.getMessage().contains("not done after"), failure.getMessage());
    assertAllGone(Files.readString(log()));
  }

  @Test
  void run_overItsProcessorTime_isStopped() throws Exception {
    ToolProcess process = shell("while :; do :; done").withProcessorLimit(Duration.ofMillis(300));
    ToolFailure failure = assertThrows(ToolFailure.class, process::run);
    assertTrue(
        failure.getMessage().contains("not done after 0 s of processor time, stopped"),
        failure.getMessage());
  }

  @Test
  void run_thatWaits_takesNoProcessorTime() throws Exception {
    shell("sleep 1.5; echo done").withProcessorLimit(Duration.ofSeconds(1)).run();
    assertEquals("done", Files.readString(log()).strip());
  }

  @Test
  void run_interrupted_stopsToolAndItsChildren() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<Throwable> outcome = new AtomicReference<>();
    ToolProcess process = shell(PARENT_AND_CHILD).withOnLine(line -> started.countDown());
    Thread thread =
        new Thread(() -> outcome.set(assertThrows(InterruptedException.class, process::run)));
    thread.start();
    started.await();
    thread.interrupt();
    thread.join();
    assertEquals(InterruptedException.class, outcome.get().getClass());
    assertAllGone(Files.readString(log()));
  }

  @Test
  void run_listenerThrows_stopsToolAndThrowsTheSame() throws Exception {
    IllegalStateException own = new IllegalStateException("enough");
    ToolProcess process =
        shell(PARENT_AND_CHILD)
            .withOnLine(
                line -> {
                  throw own;
                });
    assertEquals(own, assertThrows(IllegalStateException.class, process::run));
    assertAllGone(Files.readString(log()));
  }

  @Test
  void shutdown_ofThisProgram_endsTheTool() throws Exception {
    Path pids = directory.resolve("pids");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            RunsForEver.class.getName(),
            directory.toString(),
            "echo $$ > " + pids + ".new; mv " + pids + ".new " + pids + "; sleep 600");
    Process program = new ProcessBuilder(command).inheritIO().start();
    while (!Files.exists(pids) && program.isAlive()) {
      Thread.sleep(20);
    }
    program.destroy(); // SIGTERM; Ctrl-C runs the same hook
    program.waitFor();
    assertAllGone(Files.readString(pids));
  }

  /** A program that runs a tool until it is ended itself. */
  static final class RunsForEver {
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      List<String> command = List.of("sh", "-c", arguments[1]);
      new ToolProcess("Shell", "testing", command, directory, directory.resolve("child.log")).run();
    }
  }

  private static void assertAllGone(String pids) throws Exception {
    assertFalse(pids.isBlank());
    for (String pid : pids.strip().split("\\s+")) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ToolProcessTest::awaitEnd);
    }
  }

  /** Signals take a moment to arrive; a process that was left running fails the test. */
  private static void awaitEnd(ProcessHandle handle) {
    handle.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
