package org.skiptrim.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private static List<String> run(List<Callable<String>> tasks) throws Exception {
    List<String> results = new ArrayList<>();
    new SideBySide(1).run(tasks, results::add);
    return results;
  }

  @Test
  void run_tasks_allResultsAsTheyCome() throws Exception {
    assertEquals(List.of("one", "two"), run(List.of(() -> "one", () -> "two")));
  }

  @Test
  void run_aTaskFails_failsAsItDid() {
    IOException failure = new IOException("no room");
    Callable<String> failing =
        () -> {
          throw failure;
        };
    assertEquals(failure, assertThrows(IOException.class, () -> run(List.of(failing))));
  }

  @Test
  void run_aTaskIsInterrupted_isInterrupted() {
    Callable<String> interrupted =
        () -> {
          throw new InterruptedException("Yosys was interrupted");
        };
    assertThrows(InterruptedException.class, () -> run(List.of(interrupted)));
  }
}
