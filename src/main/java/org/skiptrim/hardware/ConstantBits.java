package org.skiptrim.hardware;

import java.util.Arrays;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.quantization.QuantizedNetwork;

/** How wide constants have to be. */
final class ConstantBits {
  private ConstantBits() {}

  /** The bits of a requantization's scales; 0 if all are 1, which takes no multiplier. */
  static int ofScales(QuantizedNetwork quantized, String requantize) {
    long[] scales = quantized.integers().get(requantize, "scale").toLongs();
    return Arrays.stream(scales).allMatch(scale -> scale == 1) ? 0 : signedHolding(scales);
  }

  /** The bits, two's complement, that hold all of the values. */
  static int signedHolding(long[] values) {
    long min = Arrays.stream(values).min().orElseThrow();
    long max = Arrays.stream(values).max().orElseThrow();
    return IntegerRange.signedHolding(min, max).bits();
  }
}
