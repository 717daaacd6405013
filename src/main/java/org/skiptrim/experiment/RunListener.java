package org.skiptrim.experiment;

import java.nio.file.Path;

/** Hears how an experiment goes; how that is shown is the listener's business. */
public interface RunListener extends StepListener {
  /**
   * A step begins.
   *
   * @param number its place among those to be done now, from 1
   * @param total how many these are
   */
  void started(Step<?> step, int number, int total);

  /** A step is done. */
  void finished(Step<?> step, String summary, double seconds);

  /** A step failed; what does not depend on it goes on. */
  void failed(Step<?> step, String reason, Path log);
}
