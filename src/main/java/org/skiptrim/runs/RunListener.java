package org.skiptrim.runs;

import java.nio.file.Path;
import org.skiptrim.experiment.Step;

/** Hears how an experiment goes, of whose steps several run at a time. */
public interface RunListener {
  /**
   * A step begins.
   *
   * @param number its place among those to be done now, from 1
   * @param total how many these are
   * @param threads how many it may use
   */
  void started(Step<?> step, int number, int total, int threads);

  /** How far a step has come; heard often. */
  void progress(Step<?> step, RunStatus.Progress progress);

  /** A line worth keeping, such as an epoch's figures. */
  void note(Step<?> step, String line);

  /** A step is done. */
  void finished(Step<?> step, String summary, double seconds);

  /** A step failed; what does not depend on it goes on. */
  void failed(Step<?> step, String reason, Path log);
}
