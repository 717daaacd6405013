package org.skiptrim.quantization;

import java.util.List;
import org.skiptrim.fixedpoint.FixedPoint;

/**
 * The types of a quantized network.
 *
 * @param weights of convolutions and the dense layer, signed
 * @param activations between layers; unsigned where a ReLU stands before, else signed
 * @param input of the image
 */
public record Precision(FixedPoint weights, FixedPoint activations, FixedPoint input) {

  /** Up to this width the sums of any network fit 63 bits (see {@code IntegerRanges}). */
  static final int MAX_WIDTH = 24;

  /** Checks that the weights have a sign and more than one bit, and that no type is too wide. */
  public Precision {
    if (!weights.signed() || weights.width() < 2) {
      throw new IllegalArgumentException(
          "weights of type " + weights + "; they need a sign and two bits or more");
    }
    for (FixedPoint type : List.of(weights, activations, input)) {
      if (type.width() > MAX_WIDTH) {
        throw new IllegalArgumentException(
            "%s has %d bits; networks are quantized to at most %d"
                .formatted(type, type.width(), MAX_WIDTH));
      }
    }
  }

  /** The type of an activation. */
  FixedPoint activation(boolean nonNegative) {
    return activations.withSigned(!nonNegative);
  }
}
