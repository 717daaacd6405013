package org.skiptrim.skips;

/**
 * Which epoch removes a skip. Skips go one at a time, front to back.
 *
 * @param first how many epochs the student trains before the first goes
 * @param interval epochs between one removal and the next
 */
public record SkipSchedule(int first, int interval) {

  /** Checks the ranges. */
  public SkipSchedule {
    if (first < 0) {
      throw new IllegalArgumentException("first removal after " + first + " epochs; use 0 or more");
    }
    if (interval < 1) {
      throw new IllegalArgumentException("removal interval " + interval + "; use 1 or more epochs");
    }
  }

  /** Whether a skip is to go after so many epochs. */
  public boolean isDue(int epochsDone) {
    return epochsDone >= first && (epochsDone - first) % interval == 0;
  }

  /** After how many epochs the last of {@code skips} is gone. */
  public int lastRemoval(int skips) {
    return first + (skips - 1) * interval;
  }
}
