package org.skiptrim.engine;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.IntegerRanges;

/** Arithmetic in which integers are exact, the fastest first. */
enum ExactArithmetic {
  /** float32: integers below 2^24. */
  FLOAT(ScalarType.Float, 1 << 24),
  /** float64: below 2^53. */
  DOUBLE(ScalarType.Double, 0x1p53),
  /** 64-bit integers. */
  LONG(ScalarType.Long, Double.POSITIVE_INFINITY),
  /** The same, of which one holds the lower bits of a product and another the upper ones. */
  TWO_LONGS(ScalarType.Long, Double.POSITIVE_INFINITY);

  private final ScalarType scalarType;
  private final double limit;

  ExactArithmetic(ScalarType scalarType, double limit) {
    this.scalarType = scalarType;
    this.limit = limit;
  }

  /** For a node of such a network. */
  static ExactArithmetic of(IntegerRanges ranges, String node) {
    if (ranges.multipliesInParts(node)) {
      return TWO_LONGS;
    }
    double largest = ranges.largest(node);
    if (largest < FLOAT.limit) {
      return FLOAT;
    }
    return largest < DOUBLE.limit ? DOUBLE : LONG;
  }

  /** Whether it has fractions of powers of two, exact like the integers. */
  boolean isReal() {
    return scalarType != ScalarType.Long;
  }

  /** What tensors hold. */
  ScalarType scalarType() {
    return scalarType;
  }
}
