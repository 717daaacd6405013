package org.skiptrim.storage;

/** Half precision, IEEE 754 binary16, which Java 17 has no type for. */
public final class Float16 {
  private Float16() {}

  /** What the bits stand for: 0x3c00 is 1, 0x0001 is 2^-24, 0x7c00 is infinite. */
  public static double toDouble(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }
}
