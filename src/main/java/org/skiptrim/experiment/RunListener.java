package org.skiptrim.experiment;

import java.nio.file.Path;

/** Hears how an experiment goes; how that is shown is the listener's business. */
public interface RunListener {
  /**
   * A step begins.
   *
   * @param number its place among those to be done now, from 1
   * @param total how many these are
   */
  void started(Step<?> step, int number, int total);

  /**
   * A step comes forward, heard often.
   *
   * @param what it is doing, such as {@code epoch 2/4}
   * @param done how much, in units
   * @param total how much there is, or −1 if that is not known
   * @param unit what is counted, such as {@code images}; may be empty
   */
  void progress(String what, long done, long total, String unit);

  /** A line worth keeping, such as an epoch's figures. */
  void note(String line);

  /** A step is done. */
  void finished(Step<?> step, String summary, double seconds);

  /** A step failed; what does not depend on it goes on. */
  void failed(Step<?> step, String reason, Path log);
}
