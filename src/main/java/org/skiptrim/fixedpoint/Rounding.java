package org.skiptrim.fixedpoint;

/** How a value between two steps of a {@link FixedPoint} type becomes one of them. */
public enum Rounding {
  /** To the nearest; a tie goes to the even step: 2.5 → 2, 3.5 → 4. {@code AP_RND_CONV}. */
  HALF_EVEN("AP_RND_CONV"),
  /** To the nearest; a tie goes up: 2.5 → 3, −2.5 → −2. {@code AP_RND}. */
  HALF_UP("AP_RND"),
  /** Towards minus infinity: 2.9 → 2, −2.1 → −3. {@code AP_TRN}. */
  FLOOR("AP_TRN");

  private final String hlsName;

  Rounding(String hlsName) {
    this.hlsName = hlsName;
  }

  /** The mode's name in {@code ap_fixed<W,I,Q,O>}. */
  public String hlsName() {
    return hlsName;
  }

  /** Rounds to an integral value, kept as a double. */
  public double round(double value) {
    return switch (this) {
      case HALF_EVEN -> Math.rint(value);
      case HALF_UP -> halfUp(value);
      case FLOOR -> Math.floor(value);
    };
  }

  /** Not ⌊x + ½⌋: that sum itself is rounded, and turns the number just below ½ into 1. */
  private static double halfUp(double value) {
    double nearest = Math.rint(value);
    return value - nearest == 0.5 ? nearest + 1 : nearest;
  }

  /**
   * Computes {@code value / 2^shift}, rounded, without leaving the integers.
   *
   * @param value the dividend; its magnitude is below 2^62
   * @param shift 0 to 61
   */
  public long shiftRight(long value, int shift) {
    if (shift < 0 || shift > 61) {
      throw new IllegalArgumentException("shift " + shift + " is not in 0..61");
    }
    if (shift == 0 || this == FLOOR) {
      return value >> shift;
    }
    long half = 1L << (shift - 1);
    // Half to even: one less than half is added where the quotient is even, so that a tie stays.
    long odd = (value >> shift) & 1;
    return (value + (this == HALF_UP ? half : half - 1 + odd)) >> shift;
  }
}
