package org.skiptrim.training;

/**
 * How far an epoch had come when it was interrupted.
 *
 * @param steps that are done
 * @param loss sum over the images seen
 * @param correct how many of them were right
 * @param seconds that it took
 */
public record PartialEpoch(int steps, double loss, long correct, double seconds) {
  /** One that has not begun. */
  static final PartialEpoch NONE = new PartialEpoch(0, 0, 0, 0);
}
