package org.skiptrim.engine;

import org.bytedeco.pytorch.global.torch.ScalarType;

/** The fastest arithmetic in which integers are exact. */
final class ExactArithmetic {
  private static final double FLOAT_LIMIT = 1 << 24;
  private static final double DOUBLE_LIMIT = 0x1p53;

  private ExactArithmetic() {}

  /**
   * For a node that comes across such magnitudes: float32 below 2^24, float64 below 2^53, else
   * 64-bit integers.
   */
  static ScalarType of(double largest) {
    if (largest < FLOAT_LIMIT) {
      return ScalarType.Float;
    }
    return largest < DOUBLE_LIMIT ? ScalarType.Double : ScalarType.Long;
  }
}
