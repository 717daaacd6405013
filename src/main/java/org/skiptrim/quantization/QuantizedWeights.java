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
    return inSteps(weight, WeightQuantization.units(weight, type), type);
  }

  /** The whole layer in steps of one power of two. */
  static QuantizedWeights perLayer(Values weight, FixedPoint type) {
    double[] units = new double[weight.shape().get(0)];
    Arrays.fill(units, WeightQuantization.unit(weight, type));
    return inSteps(weight, units, type);
  }

  private static QuantizedWeights inSteps(Values weight, double[] units, FixedPoint type) {
    double[] integers = new double[weight.data().length];
    int size = integers.length / units.length;
    for (int i = 0; i < integers.length; i++) {
      double scaled = weight.data()[i] / units[i / size];
      integers[i] = type.narrow((long) type.rounding().round(scaled));
    }
    return new QuantizedWeights(new Values(weight.shape(), integers), units);
  }
}
