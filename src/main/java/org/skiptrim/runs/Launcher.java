package org.skiptrim.runs;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts steps in processes of their own: on this machine, or wherever else their run directories
 * can be seen. How a step goes is learned from its directory; a launcher only says whether its
 * process is still there.
 */
public interface Launcher {
  /** How many cores all processes together may use. */
  int cores();

  /** How much memory they may use, in MB. */
  long memoryMb();

  /** Whether another training can begin, beside what cores and memory allow. */
  default boolean hasRoom() {
    return true;
  }

  /**
   * Starts {@code skiptrim step} for a run directory, whose {@code step.json} is written.
   *
   * @param threads how many it may use
   */
  Job start(Path directory, int threads) throws IOException;

  /** A process that was started. */
  interface Job {
    /** Whether it has not ended yet. */
    boolean isAlive() throws IOException;

    /** How it ended, for a step that could not say so itself: one line with the remedy. */
    String ending() throws IOException;

    /** Asks it to stop at a clean point, as Ctrl-C does. */
    void stop();

    /** Ends it. */
    void kill();
  }
}
