package org.skiptrim.engine;

import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.engine.DigitProducts.Term;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Window;

/**
 * A convolution of integers of any width, of whichever digits take the least time; their products
 * are added up in arithmetic that holds the sums.
 */
final class ExactConvolution {
  /** A convolution of bytes beside one in float32, where the processor is good at it. */
  private static final double COST_OF_BYTES = 0.5;

  private final DigitProducts products;

  /** Whose padding is put around the map, as libtorch pads opposite sides alike. */
  private final Optional<Window> around;

  private final ScalarType held;
  private final ScalarType sums;

  /**
   * Copies the weights.
   *
   * @param inputs the range of an input
   * @param arithmetic in which the sums are exact
   * @param owned keeps what outlives the scope
   */
  ExactConvolution(
      IntegerOp.Conv2d op,
      Values weight,
      IntegerRange inputs,
      ExactArithmetic arithmetic,
      Owned owned) {
    this.held = inputs.magnitude() <= FloatProducts.LIMIT ? ScalarType.Float : ScalarType.Long;
    this.sums = arithmetic.scalarType();
    Tensor integers = Tensors.of(weight, ScalarType.Double);
    this.around = op.asymmetry() == 0 ? Optional.empty() : op.window();
    this.products = cheapest(around.isEmpty() ? op : unpadded(op), integers, inputs, owned);
  }

  private static IntegerOp.Conv2d unpadded(IntegerOp.Conv2d op) {
    return new IntegerOp.Conv2d(op.outputs(), op.window().orElseThrow().unpadded(), op.weights());
  }

  private static DigitProducts cheapest(
      IntegerOp.Conv2d op, Tensor weight, IntegerRange inputs, Owned owned) {
    FloatProducts floats = new FloatProducts(op, weight, inputs.magnitude(), owned);
    return ByteProducts.of(op, weight, inputs, owned)
        .filter(bytes -> bytes.count() * COST_OF_BYTES <= floats.count())
        .<DigitProducts>map(bytes -> bytes)
        .orElse(floats);
  }

  /**
   * The sums.
   *
   * @param in integers, batch × C × H × W
   */
  Tensor of(Tensor in) {
    Tensor sum = null;
    Tensor converted = null;
    Tensor map = around.map(window -> Tensors.padded(in, window, 0)).orElse(in);
    for (Term term : products.of(map.to(held))) {
      Scalar worth = power(term.power());
      if (sum == null) {
        sum = term.integers().to(sums);
        if (term.power() > 0) {
          sum.mul_(worth);
        }
      } else {
        // An addition that converts by itself is slower than one after a conversion.
        converted = converted == null ? term.integers().to(sums) : converted.copy_(term.integers());
        sum.add_(converted, worth);
      }
    }
    return sum;
  }

  private Scalar power(int exponent) {
    return sums == ScalarType.Long
        ? new Scalar(1L << exponent)
        : new Scalar(Math.scalb(1.0, exponent));
  }
}
