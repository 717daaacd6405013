package org.skiptrim.quantization;

import org.skiptrim.network.NormGain;
import org.skiptrim.network.Parameters.Values;

/**
 * Batch norm on integers: {@code y = (acc · scale + bias) / 2^shift}, with one shift for the layer.
 *
 * @param scale S, one integer a channel, of at most {@link #SCALE_BITS} bits
 * @param bias B, one integer a channel
 */
record IntegerNorm(Values scale, Values bias, int shift) {
  /**
   * One operand of a common FPGA multiplier is 18 bits wide; 16 lose nothing that can be measured.
   */
  static final int SCALE_BITS = 16;

  private static final int MAX_SHIFT = 40;
  private static final double MAX_BIAS = 0x1p60;

  /**
   * The integers nearest to a batch norm on real numbers.
   *
   * @param units the real value of one step of each channel's accumulator
   * @param step the real value of one step of the result
   */
  static IntegerNorm of(NormGain norm, double[] units, double step) {
    double[] factors = norm.gains().clone();
    double[] offsets = norm.offsets().clone();
    for (int c = 0; c < factors.length; c++) {
      factors[c] = factors[c] * units[c] / step;
      offsets[c] /= step;
    }
    return nearest(factors, offsets);
  }

  private static IntegerNorm nearest(double[] factors, double[] offsets) {
    int shift = shift(largest(factors), largest(offsets));
    return new IntegerNorm(
        Values.vector(integers(factors, shift)), Values.vector(integers(offsets, shift)), shift);
  }

  /** The largest shift at which every scale and bias still fits. */
  private static int shift(double factor, double offset) {
    double largestScale = (1 << (SCALE_BITS - 1)) - 1;
    int shift = MAX_SHIFT;
    while (shift > 0
        && (Math.scalb(factor, shift) > largestScale || Math.scalb(offset, shift) > MAX_BIAS)) {
      shift--;
    }
    return shift;
  }

  private static double[] integers(double[] reals, int shift) {
    double[] integers = new double[reals.length];
    for (int i = 0; i < reals.length; i++) {
      integers[i] = Math.rint(Math.scalb(reals[i], shift));
    }
    return integers;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
