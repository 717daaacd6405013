package org.skiptrim.experiment;

/** Hears how one step goes. */
public interface StepListener {
  /**
   * The step comes forward, heard often.
   *
   * @param what it is doing, such as {@code epoch 2/4}
   * @param done how much, in units
   * @param total how much there is, or −1 if that is not known
   * @param unit what is counted, such as {@code images}; may be empty
   */
  void progress(String what, long done, long total, String unit);

  /** A line worth keeping, such as an epoch's figures. */
  void note(String line);
}
