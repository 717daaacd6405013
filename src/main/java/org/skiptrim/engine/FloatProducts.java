package org.skiptrim.engine;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;

/**
 * Digits in float32, whose convolutions are fast everywhere: as few as keep the sums of each pair
 * below 2^24, beyond which float32 skips integers.
 */
final class FloatProducts implements DigitProducts {
  static final double LIMIT = 0x1p24;
  private static final int MOST_DIGITS = 6;
  private static final long[] ONE = {1, 1};

  private final IntegerOp.Conv2d op;
  private final Digits inputs;
  private final Digits weights;
  private final List<Tensor> weightDigits = new ArrayList<>();

  /**
   * Copies the weights.
   *
   * @param weight integers in float64
   * @param largestInput the largest magnitude of an input
   * @param owned keeps what outlives the scope
   */
  FloatProducts(IntegerOp.Conv2d op, Tensor weight, double largestInput, Owned owned) {
    this.op = op;
    Digits[] fewest = fewest(weight, largestInput);
    this.inputs = fewest[0];
    this.weights = fewest[1];
    for (Tensor digit : weights.of(weight)) {
      weightDigits.add(owned.keep(Tensors.channelsLast(digit)));
    }
  }

  /** Those with the fewest products whose sums all stay below the limit. */
  private static Digits[] fewest(Tensor weight, double largestInput) {
    double largestWeight = weight.abs().amax().item_double();
    for (int products = 1; products <= MOST_DIGITS * MOST_DIGITS; products++) {
      for (int count = 1; count <= Math.min(products, MOST_DIGITS); count++) {
        if (products % count == 0 && products / count <= MOST_DIGITS) {
          Digits inputs = Digits.holding(largestInput, products / count);
          Digits weights = Digits.holding(largestWeight, count);
          if (inputs.largest() * largestSum(weights.of(weight)) <= LIMIT) {
            return new Digits[] {inputs, weights};
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "sums of %d products need more than %d digits"
            .formatted(weight.numel() / weight.size(0), MOST_DIGITS));
  }

  /** Over the weights of one output channel, and one digit of them. */
  static double largestSum(List<Tensor> digits) {
    return digits.stream()
        .map(digit -> digit.to(ScalarType.Double).abs().flatten(1, -1).sum(1).amax())
        .mapToDouble(Tensor::item_double)
        .max()
        .orElseThrow();
  }

  @Override
  public List<Term> of(Tensor integers) {
    List<Term> terms = new ArrayList<>();
    List<Tensor> digits = inputs.of(integers);
    for (int i = 0; i < digits.size(); i++) {
      for (int j = 0; j < weightDigits.size(); j++) {
        Tensor product = convolution(digits.get(i), weightDigits.get(j));
        terms.add(new Term(product, i * inputs.bits() + j * weights.bits()));
      }
    }
    return terms;
  }

  private Tensor convolution(Tensor in, Tensor weight) {
    if (Engine.device() != ComputeDevice.CPU) {
      return byMatrixProduct(in, weight, op);
    }
    long[] stride = {op.stride(), op.stride()};
    long[] padding = {op.padding(), op.padding()};
    return torch.conv2d(in, weight, new TensorOptional(), stride, padding, ONE, 1);
  }

  /**
   * For GPUs: cuDNN may choose Winograd's or Fourier's way, whose sums are not exact; a matrix
   * product's are.
   */
  static Tensor byMatrixProduct(Tensor in, Tensor weight, IntegerOp.Conv2d op) {
    long[] kernel = {op.kernel(), op.kernel()};
    long[] stride = {op.stride(), op.stride()};
    long[] padding = {op.padding(), op.padding()};
    Tensor windows = torch.im2col(in.contiguous(), kernel, ONE, padding, stride);
    long height = (in.size(2) + 2L * op.padding() - op.kernel()) / op.stride() + 1;
    return torch
        .matmul(weight.contiguous().flatten(1, -1), windows)
        .view(in.size(0), op.outputs(), height, -1);
  }

  @Override
  public int count() {
    return inputs.count() * weights.count();
  }

  /**
   * How an integer is written: the last digit has what is left, the others −2^(bits−1) to
   * 2^(bits−1).
   *
   * @param largest the largest magnitude of a digit
   */
  private record Digits(int count, int bits, double largest) {
    static Digits holding(double magnitude, int count) {
      int width = magnitude < 1 ? 1 : Math.getExponent(magnitude) + 1;
      int bits = (width + count - 1) / count;
      double last = magnitude;
      for (int i = 1; i < count; i++) {
        last = Math.floor(Math.scalb(last, -bits) + 0.5);
      }
      double others = count == 1 ? 0 : Math.scalb(1.0, bits - 1);
      return new Digits(count, bits, Math.max(last, others));
    }

    /** In float32, the lowest first. */
    List<Tensor> of(Tensor integers) {
      return Rounding.digits(integers, count, FixedPoint.signed(bits, bits)).stream()
          .map(digit -> digit.to(ScalarType.Float))
          .toList();
    }
  }
}
