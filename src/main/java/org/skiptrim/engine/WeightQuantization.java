package org.skiptrim.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters.Values;

/** How weights are rounded: what fake quantization and the quantizer have to agree on. */
public final class WeightQuantization {
  private static final double TINY = 1e-30;

  /** From this width on the largest weight is worth its integer. */
  private static final int WIDE = 8;

  /** By how much a number of bits may be over a whole one, for rounding's sake. */
  private static final double ROUNDING = 1e-9;

  /** The largest weight may be cut to this part, 1 of so many. */
  private static final double MOST_CUT = 3.4;

  private static final int REFINEMENTS = 2;

  /** What is tried of a whole layer's step, which stays a power of two. */
  private static final float[] HALVINGS = {1, 0.5f, 0.25f, 0.125f};

  private WeightQuantization() {}

  /** Whether a type has so many bits that rounding to the nearest loses nothing to speak of. */
  public static boolean isWide(FixedPoint type) {
    return type.width() >= WIDE;
  }

  /**
   * What one step of each output channel's integers is worth. In wide types the largest weight is
   * the largest integer; in types of fewer bits that would leave too little for the others, so the
   * step with the least squared error is taken.
   *
   * @param weight outputs × inputs × K × K
   */
  public static double[] units(Values weight, FixedPoint type) {
    try (EngineScope scope = EngineScope.inference()) {
      return Tensors.toDoubles(units(Tensors.of(weight, ScalarType.Float), type));
    }
  }

  private static Tensor units(Tensor weight, FixedPoint type) {
    Tensor widest =
        weight
            .abs()
            .amax(new long[] {1, 2, 3}, true)
            .clamp_(new ScalarOptional(new Scalar(TINY)))
            .div_(new Scalar((double) type.maxInteger()));
    return isWide(type)
        ? widest
        : refined(weight, leastSquares(weight, widest, shares(type), type), type);
  }

  /**
   * What errs least with the integers that these steps make, and again (Lloyd's iteration): so that
   * a step follows its weights evenly as they learn, and does not leap from one of those that are
   * tried to the next.
   */
  private static Tensor refined(Tensor weight, Tensor units, FixedPoint type) {
    long[] inputs = {1, 2, 3};
    Tensor better = units;
    for (int i = 0; i < REFINEMENTS; i++) {
      Tensor integers = Rounding.narrow(Rounding.round(weight.div(better), type), type);
      Tensor squares = integers.square().sum(inputs, true, new ScalarTypeOptional());
      Tensor products = integers.mul_(weight).sum(inputs, true, new ScalarTypeOptional());
      Tensor nothing = squares.eq(new Scalar(0.0));
      better = torch.where(nothing, better, products.div(squares.add_(nothing)));
    }
    return better;
  }

  /**
   * Of each output channel.
   *
   * @param widest outputs × 1 × 1 × 1
   * @param shares of it that are tried
   */
  private static Tensor leastSquares(
      Tensor weight, Tensor widest, float[] shares, FixedPoint type) {
    Tensor tried = Engine.toDevice(Tensor.create(shares)).view(-1, 1, 1, 1, 1);
    Tensor units = widest.unsqueeze(0).mul(tried); // tried × outputs × 1 × 1 × 1
    Tensor all = weight.unsqueeze(0);
    Tensor rounded = Rounding.narrow(Rounding.round(all.div(units), type), type).mul_(units);
    Tensor errors =
        rounded.sub_(all).square_().sum(new long[] {2, 3, 4}, true, new ScalarTypeOptional());
    Tensor best = errors.argmin(new LongOptional(0), true);
    return units.gather(0, best).squeeze(0);
  }

  /**
   * By how many steps the largest weight is: so that weights which are on a grid already are found
   * to be so.
   */
  private static float[] shares(FixedPoint type) {
    List<Double> steps = new ArrayList<>();
    double most = type.maxInteger();
    for (double k = most + 1; k >= Math.max(1, most / 2); k--) {
      steps.add(k);
    }
    for (double k = most * 1.1; k < most * MOST_CUT; k *= 1.1) {
      steps.add(k);
    }
    float[] shares = new float[steps.size()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) (most / steps.get(i));
    }
    return shares;
  }

  /** Each output channel in its own steps; the gradient passes straight through. */
  static Tensor perChannel(Tensor weight, FixedPoint type) {
    return inSteps(weight, units(weight.detach(), type), type);
  }

  /**
   * What one step of a whole layer's integers is worth, a power of two: the smallest with which the
   * largest weight fits, or in types of few bits one of the smaller ones, if that errs less; the
   * type's own if all are 0.
   */
  public static double unit(Values weight, FixedPoint type) {
    try (EngineScope scope = EngineScope.inference()) {
      return unit(Tensors.of(weight, ScalarType.Float), type).item_double();
    }
  }

  private static Tensor unit(Tensor weight, FixedPoint type) {
    Tensor largest = weight.abs().amax().to(ScalarType.Double);
    Tensor ratio = largest.div(new Scalar((double) type.maxInteger()));
    Tensor bits =
        ratio
            .masked_fill_(largest.eq(new Scalar(0.0)), new Scalar(type.step()))
            .log2_()
            .sub_(new Scalar(ROUNDING))
            .ceil_();
    Tensor holding = torch.exp2(bits).to(ScalarType.Float);
    if (isWide(type)) {
      return holding;
    }
    Tensor asOneChannel = weight.reshape(1, 1, 1, -1);
    return leastSquares(asOneChannel, holding.view(1, 1, 1, 1), HALVINGS, type).squeeze();
  }

  /** A whole layer in the same steps; the gradient passes straight through. */
  static Tensor perLayer(Tensor weight, FixedPoint type) {
    return inSteps(weight, unit(weight.detach(), type), type);
  }

  private static Tensor inSteps(Tensor weight, Tensor unit, FixedPoint type) {
    Tensor result = weight.clone(); // whose gradient is the weight's
    Tensor values = result.detach();
    values.copy_(Rounding.narrow(Rounding.round(values.div(unit), type), type)).mul_(unit);
    return result;
  }
}
