package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class InterruptionTest {
  private static Process start(Class<?> program) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            program.getName())
        .redirectErrorStream(true)
        .start();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void guarding_processIsToEnd_workerSaysItsLastWords() throws Exception {
    Process process = start(Worker.class);
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream()))) {
      assertEquals("working", lines.readLine());
      process.toHandle().destroy(); // SIGTERM; Ctrl-C's SIGINT takes the same way
      assertEquals("stopped at a clean point", lines.readLine());
      assertEquals(128 + 15, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void guarding_workEnds_itsCodeIsReturned() {
    assertEquals(List.of(0, 2), List.of(code(0), code(2)));
  }

  private static int code(int code) {
    return Interruption.guarding(() -> code);
  }

  /** Works until it is interrupted. */
  static final class Worker {
    public static void main(String[] arguments) {
      System.exit(Interruption.guarding(Worker::work));
    }

    private static int work() {
      System.out.println("working");
      try {
        Thread.sleep(Long.MAX_VALUE);
        return 0;
      } catch (InterruptedException e) {
        System.out.println("stopped at a clean point");
        return ExitCode.INTERRUPTED;
      }
    }
  }
}
