package org.skiptrim.export;

import org.skiptrim.network.IntegerOp;

/**
 * {@code acc · S + B} as a batch norm has it, {@code (acc − mean) · gain + offset}, in numbers that
 * float32 holds: B has up to 60 bits, but as many times S as fit are subtracted from the sum.
 *
 * <p>S = 300, B = 1000000007: mean −3333333, gain 300, offset 107.
 *
 * @param gain one integer a channel
 * @param mean the same
 * @param offset the same
 */
record ChannelNorms(double[] gain, double[] mean, double[] offset) {

  /** Of a requantization with these scales and biases. */
  static ChannelNorms of(IntegerOp.Requantize op, long[] scale, long[] bias) {
    ChannelNorms norms =
        new ChannelNorms(
            new double[scale.length], new double[scale.length], new double[scale.length]);
    for (int c = 0; c < scale.length; c++) {
      if (scale[c] == 0) {
        norms.offset[c] = constant(op, bias[c]);
      } else {
        long mean = (long) (float) -Math.rint((double) bias[c] / scale[c]);
        norms.gain[c] = scale[c];
        norms.mean[c] = mean;
        norms.offset[c] = bias[c] + mean * scale[c];
      }
    }
    return norms;
  }

  /** What a channel is that depends on no sum: already rounded, and in the type's range. */
  private static double constant(IntegerOp.Requantize op, long bias) {
    long rounded = op.type().rounding().shiftRight(bias, op.shift());
    return Math.scalb((double) op.type().narrow(rounded), op.shift());
  }
}
