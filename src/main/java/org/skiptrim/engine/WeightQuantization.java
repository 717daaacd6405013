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
    Tensor plain = weight.detach();
    Tensor largest = plain.abs().amax(new long[] {1, 2, 3}, true);
    Tensor unit =
        largest
            .clamp(new ScalarOptional(new Scalar(TINY)))
            .div_(new Scalar((double) type.maxInteger()));
    Tensor integers = Rounding.narrow(Rounding.round(plain.div(unit), type), type);
    return Rounding.straightThrough(weight, integers.mul(unit));
  }

  /** The whole layer is scaled by the power of two that fills the type. */
  static Tensor perLayer(Tensor weight, FixedPoint type) {
    double largest = weight.detach().abs().amax().item_double();
    FixedPoint filled = type.scaledToHold(largest);
    Tensor integers = Rounding.toIntegers(weight.detach(), filled);
    return Rounding.straightThrough(weight, integers.mul_(new Scalar(filled.step())));
  }
}
