package org.skiptrim.fixedpoint;

import java.math.BigInteger;
import java.util.Arrays;

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

  /**
   * The mode that HLS calls so.
   *
   * @throws IllegalArgumentException saying what to use instead, if it is not one of these
   */
  static Rounding named(String hlsName) {
    return Arrays.stream(values())
        .filter(mode -> mode.hlsName.equals(hlsName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(instead(hlsName)));
  }

  private static String instead(String hlsName) {
    return switch (hlsName) {
      case "AP_RND_ZERO", "AP_RND_INF", "AP_RND_MIN_INF" ->
          "the rounding mode '%s' is not there; use AP_RND_CONV or AP_RND, which differ from it at ties only"
              .formatted(hlsName);
      case "AP_TRN_ZERO" ->
          "the rounding mode 'AP_TRN_ZERO' is not there; use AP_TRN, which is the same where nothing is"
              + " negative, or AP_RND_CONV";
      default ->
          "'%s' is not a rounding mode; use AP_RND_CONV, AP_RND or AP_TRN".formatted(hlsName);
    };
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
   * Computes {@code value / 2^shift}, rounded, without leaving the integers, where a negative shift
   * multiplies.
   *
   * @throws ArithmeticException if the result needs over 64 bits
   */
  public long shift(long value, int shift) {
    return shift < 0 ? Math.multiplyExact(value, 1L << -shift) : shiftRight(value, shift);
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

  /**
   * Computes {@code (sum · scale + bias) / 2^shift}, rounded, whatever the size of the product.
   *
   * @param shift 0 to 61
   * @throws ArithmeticException if the result needs over 64 bits
   */
  public long scaled(long sum, long scale, long bias, int shift) {
    if (Math.abs((double) sum * scale) + Math.abs((double) bias) < 0x1p61) {
      return shiftRight(sum * scale + bias, shift);
    }
    BigInteger product =
        BigInteger.valueOf(sum).multiply(BigInteger.valueOf(scale)).add(BigInteger.valueOf(bias));
    // Two bits say all that rounding asks of the fraction: is it below a half, and is it not that.
    int dropped = Math.max(0, shift - 2);
    boolean rest = product.signum() != 0 && product.getLowestSetBit() < dropped;
    long kept = product.shiftRight(dropped).longValueExact();
    return shiftRight(rest ? kept | 1 : kept, shift - dropped);
  }
}
