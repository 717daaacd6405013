package org.skiptrim.quantization;

import java.util.Random;
import java.util.SplittableRandom;

/** Random numbers for tests that count their seeds up. */
public final class Seeds {
  private Seeds() {}

  /**
   * The same for the same seed. {@code new Random(seed)} begins with much the same numbers for
   * seeds close together: its first {@code nextInt(8)} is 5 for each of the first 40.
   */
  public static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }
}
