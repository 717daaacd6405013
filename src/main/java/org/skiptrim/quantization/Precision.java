package org.skiptrim.quantization;

import org.skiptrim.fixedpoint.FixedPoint;

/**
 * The types of a quantized network.
 *
 * @param weights of convolutions and the dense layer, signed
 * @param activations between layers; unsigned where a ReLU stands before, else signed
 * @param input of the image
 */
public record Precision(FixedPoint weights, FixedPoint activations, FixedPoint input) {

  /** Checks that the weights have a sign and more than one bit. */
  public Precision {
    if (!weights.signed() || weights.width() < 2) {
      throw new IllegalArgumentException(
          "weights of type " + weights + "; they need a sign and two bits or more");
    }
  }

  /** The type of an activation. */
  FixedPoint activation(boolean nonNegative) {
    return activations.withSigned(!nonNegative);
  }
}
