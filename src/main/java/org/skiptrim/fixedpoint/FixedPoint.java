package org.skiptrim.fixedpoint;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fixed-point type, {@code ap_fixed<W,I,Q,O>} or {@code ap_ufixed<W,I,Q,O>}: an integer of {@code
 * width} bits that counts steps of 2^(I−W).
 *
 * <p>A number is rounded first, then brought into range: in {@code ap_fixed<3,2>} (step 0.5, −2 to
 * 1.5) half to even turns −1.25 into −1.0 (integer −2), and saturation turns 7.0 into 1.5.
 *
 * @param width W, all bits, 1 to 32
 * @param integerBits I, the bits before the binary point, the sign among them; may be negative or
 *     above W
 * @param signed whether negative values exist
 * @param rounding Q
 * @param overflow O
 */
public record FixedPoint(
    int width, int integerBits, boolean signed, Rounding rounding, Overflow overflow) {

  private static final Pattern SYNTAX =
      Pattern.compile(
          "ap_(u?)fixed<\\s*(\\d{1,9})\\s*,\\s*(-?\\d{1,9})\\s*"
              + "(?:,\\s*(\\w+)\\s*(?:,\\s*(\\w+)\\s*(?:,\\s*(\\d+)\\s*)?)?)?>");

  /** What a type means that names no modes, and what HLS makes of the same text. */
  public static final String USUAL_MODES =
      "Types that name no modes round half to even (AP_RND_CONV) and saturate (AP_SAT); HLS would"
          + " truncate and wrap (AP_TRN, AP_WRAP).";

  /** Checks the ranges of {@code width} and {@code integerBits}. */
  public FixedPoint {
    if (width < 1 || width > 32) {
      throw new IllegalArgumentException("width " + width + " is not in 1..32");
    }
    if (Math.abs(integerBits) > 64) {
      throw new IllegalArgumentException("integer bits " + integerBits + " are not in -64..64");
    }
  }

  /** {@code ap_fixed<width,integerBits>}, half to even, saturating. */
  public static FixedPoint signed(int width, int integerBits) {
    return new FixedPoint(width, integerBits, true, Rounding.HALF_EVEN, Overflow.SATURATE);
  }

  /** {@code ap_ufixed<width,integerBits>}, half to even, saturating. */
  public static FixedPoint unsigned(int width, int integerBits) {
    return new FixedPoint(width, integerBits, false, Rounding.HALF_EVEN, Overflow.SATURATE);
  }

  /**
   * Reads {@code ap_fixed<8,3>} or {@code ap_ufixed<8,3,AP_TRN,AP_WRAP>}. What is left out is half
   * to even and saturation.
   *
   * @throws IllegalArgumentException naming the text, if it is anything else
   */
  @JsonCreator
  public static FixedPoint parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a fixed-point type; write it like ap_fixed<8,3>");
    }
    if (matcher.group(6) != null && Integer.parseInt(matcher.group(6)) != 0) {
      throw new IllegalArgumentException(
          "'" + text + "' has saturation bits, which there are not here; leave them out");
    }
    return new FixedPoint(
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        matcher.group(1).isEmpty(),
        matcher.group(4) == null ? Rounding.HALF_EVEN : Rounding.named(matcher.group(4)),
        matcher.group(5) == null ? Overflow.SATURATE : Overflow.named(matcher.group(5)));
  }

  /** The same bits and binary point with the other signedness. */
  public FixedPoint withSigned(boolean isSigned) {
    return new FixedPoint(width, integerBits, isSigned, rounding, overflow);
  }

  /** As many bits with another binary point. */
  public FixedPoint withIntegerBits(int bits) {
    return new FixedPoint(width, bits, signed, rounding, overflow);
  }

  /** W − I: how many bits stand behind the binary point. */
  public int fractionBits() {
    return width - integerBits;
  }

  /** 2^(I−W): the real value of the integer 1. */
  public double step() {
    return Math.scalb(1.0, -fractionBits());
  }

  /** The smallest integer: −2^(W−1), or 0. */
  public long minInteger() {
    return signed ? -(1L << (width - 1)) : 0;
  }

  /** The largest integer: 2^(W−1) − 1, or 2^W − 1. */
  public long maxInteger() {
    return (1L << (signed ? width - 1 : width)) - 1;
  }

  /** The integer that stands for {@code real}: rounded, then brought into range. */
  public long quantize(double real) {
    return narrow((long) rounding.round(Math.scalb(real, fractionBits())));
  }

  /** Brings an integer that counts this type's steps into its range. */
  public long narrow(long integer) {
    if (overflow == Overflow.SATURATE) {
      return Math.max(minInteger(), Math.min(maxInteger(), integer));
    }
    long low = integer & ((1L << width) - 1);
    return low > maxInteger() ? low - (1L << width) : low;
  }

  /** The real number that {@code integer} stands for. */
  public double value(long integer) {
    return Math.scalb((double) integer, -fractionBits());
  }

  /** The type as HLS writes it, modes included only where they are not the defaults. */
  @Override
  @JsonValue
  public String toString() {
    String modes =
        rounding == Rounding.HALF_EVEN && overflow == Overflow.SATURATE
            ? ""
            : "," + rounding.hlsName() + "," + overflow.hlsName();
    return (signed ? "ap_fixed<" : "ap_ufixed<") + width + "," + integerBits + modes + ">";
  }
}
