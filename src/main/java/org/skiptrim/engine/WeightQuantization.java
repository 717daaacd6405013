package org.skiptrim.engine;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.skiptrim.fixedpoint.FixedPoint;

/** Fake quantization of weights; the quantizer makes integers by the same rules. */
final class WeightQuantization {
  private static final double TINY = 1e-30;

  private WeightQuantization() {}

  /** Each output channel is scaled so that its largest weight is the type's largest integer. */
  static Tensor perChannel(Tensor weight, FixedPoint type) {
    Tensor unit =
        weight
            .detach()
            .abs()
            .amax(new long[] {1, 2, 3}, true)
            .clamp_(new ScalarOptional(new Scalar(TINY)))
            .div_(new Scalar((double) type.maxInteger()));
    Tensor result = weight.clone(); // whose gradient is the weight's
    Tensor integers = result.detach().div_(unit);
    Rounding.roundInPlace(integers, type);
    integers.mul_(unit);
    return result;
  }

  /** The whole layer is scaled by the power of two that fills the type. */
  static Tensor perLayer(Tensor weight, FixedPoint type) {
    double largest = weight.detach().abs().amax().item_double();
    FixedPoint filled = type.scaledToHold(largest);
    Tensor result = weight.clone();
    Tensor values = result.detach();
    values.copy_(Rounding.toIntegers(values, filled)).mul_(new Scalar(filled.step()));
    return result;
  }
}
