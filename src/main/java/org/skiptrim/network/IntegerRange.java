package org.skiptrim.network;

/**
 * The integers that can stand at a place: those of {@code bits} bits, two's complement if signed.
 *
 * @param bits 1 to 63
 */
public record IntegerRange(int bits, boolean signed) {

  /** Checks the width. */
  public IntegerRange {
    if (bits < 1 || bits > 63) {
      throw new IllegalArgumentException(bits + " bits do not fit the integer arithmetic (1..63)");
    }
  }

  /** The bits, two's complement, that hold every value from {@code min} to {@code max}. */
  public static IntegerRange signedHolding(long min, long max) {
    return new IntegerRange(Math.max(bitsOf(min), bitsOf(max)), true);
  }

  private static int bitsOf(long value) {
    return 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
  }

  /** ⌈log2(n)⌉: how many bits a sum of n terms has more than one of them. */
  public static int sumBits(int n) {
    return 32 - Integer.numberOfLeadingZeros(n - 1);
  }

  /** These bits and so many more. */
  public IntegerRange plus(int more) {
    return new IntegerRange(bits + more, signed);
  }

  /** A range that holds the exact sum of a value of this and one of the other. */
  public IntegerRange plus(IntegerRange other) {
    boolean anySigned = signed || other.signed;
    return new IntegerRange(Math.max(bitsIf(anySigned), other.bitsIf(anySigned)) + 1, anySigned);
  }

  /** The bits this range takes in a signed type, or in one of its own signedness. */
  private int bitsIf(boolean inSigned) {
    return bits + (inSigned && !signed ? 1 : 0);
  }

  /** The largest distance from 0. */
  public double magnitude() {
    return Math.max(-(double) min(), max());
  }

  /** The least value. */
  public long min() {
    return signed ? -(1L << (bits - 1)) : 0;
  }

  /** The greatest value. */
  public long max() {
    return (1L << (signed ? bits - 1 : bits)) - 1;
  }
}
