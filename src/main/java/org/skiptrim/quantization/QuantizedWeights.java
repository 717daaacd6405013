package org.skiptrim.quantization;

import java.util.Arrays;
import org.skiptrim.engine.WeightQuantization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters.Values;

/**
 * Integer weights and what one step of them is worth.
 *
 * @param integers in the shape of the weights
 * @param units the real value of the integer 1, for each output channel
 */
record QuantizedWeights(Values integers, double[] units) {

  /** Each output channel in steps of its own, as {@link WeightQuantization} has them. */
  static QuantizedWeights perChannel(Values weight, FixedPoint type) {
    int channels = weight.shape().get(0);
    int size = weight.data().length / channels;
    double[] integers = new double[weight.data().length];
    double[] units = WeightQuantization.units(weight, type);
    for (int channel = 0; channel < channels; channel++) {
      int begin = channel * size;
      for (int i = begin; i < begin + size; i++) {
        double scaled = weight.data()[i] / units[channel];
        integers[i] = type.narrow((long) type.rounding().round(scaled));
      }
    }
    return new QuantizedWeights(new Values(weight.shape(), integers), units);
  }

  /** The whole layer scaled by the power of two that fills the type. */
  static QuantizedWeights perLayer(Values weight, FixedPoint type) {
    FixedPoint filled = type.scaledToHold(largest(weight.data(), 0, weight.data().length));
    double[] integers = new double[weight.data().length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = filled.quantize(weight.data()[i]);
    }
    double[] units = new double[weight.shape().get(0)];
    Arrays.fill(units, filled.step());
    return new QuantizedWeights(new Values(weight.shape(), integers), units);
  }

  private static double largest(double[] values, int begin, int end) {
    double largest = 0;
    for (int i = begin; i < end; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }
}
