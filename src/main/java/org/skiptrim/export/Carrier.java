package org.skiptrim.export;

import onnx.TensorProto.DataType;

/** The numbers of ONNX that integers are computed in: the narrowest that holds them exactly. */
enum Carrier {
  /** Every integer up to 2^24. */
  FLOAT(DataType.FLOAT, 0x1p24),
  /** Every integer up to 2^53. */
  DOUBLE(DataType.DOUBLE, 0x1p53),
  /** Every integer below 2^63. */
  INT64(DataType.INT64, 0x1p63);

  private final DataType type;
  private final double limit;

  Carrier(DataType type, double limit) {
    this.type = type;
    this.limit = limit;
  }

  /**
   * The narrowest that holds all integers up to a magnitude.
   *
   * @param largest the magnitude; {@link org.skiptrim.network.IntegerRanges} keeps it below 2^63
   */
  static Carrier of(double largest) {
    for (Carrier carrier : values()) {
      if (largest <= carrier.limit) {
        return carrier;
      }
    }
    throw new IllegalArgumentException("no number of ONNX holds integers of " + largest);
  }

  /** The wider of both. */
  Carrier or(Carrier other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The largest magnitude up to which it holds all integers. */
  double limit() {
    return limit;
  }

  /** As ONNX calls it. */
  DataType type() {
    return type;
  }

  /** Whether halves of integers exist, so that a division by a power of two needs no remainder. */
  boolean hasFractions() {
    return this != INT64;
  }
}
