package org.skiptrim.process;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says from time to time how far something is that takes more than a moment. */
final class Heartbeat {
  private static final int FIRST_SECONDS = 2;
  private static final int SECONDS = 5;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Tells {@code notice} what {@code line} is then, until its end. */
  Heartbeat(Supplier<String> line, Consumer<String> notice) {
    var unused =
        clock.scheduleWithFixedDelay(
            () -> notice.accept(line.get()), FIRST_SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Runs a tool to its end, and says meanwhile how far it is. */
  static void during(ToolProcess process, Supplier<String> line, Consumer<String> notice)
      throws IOException, InterruptedException {
    Heartbeat heart = new Heartbeat(line, notice);
    try {
      process.run();
    } finally {
      heart.end();
    }
  }

  void end() {
    clock.shutdownNow();
  }
}
