package org.skiptrim.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;

/**
 * Digits of 8 bits for {@link ByteConvolution}. Inputs are written as in two's complement, 0 to 255
 * but for the highest digit of a signed one; weights as −128 to 127 each, after a channel's sign is
 * turned where its largest weight would not fit.
 */
final class ByteProducts implements DigitProducts {
  private static final int BITS = 8;
  private static final int LARGEST = 255;
  private static final int MOST_DIGITS = 4;

  /** The next digit of weights, so that what is left over lies within −128 to 127. */
  private static final FixedPoint NEAREST = FixedPoint.parse("ap_fixed<8, 8, AP_RND>");

  private final int inputDigits;
  private final boolean signed;
  private final int weightDigits;
  private final List<ByteConvolution> convolutions = new ArrayList<>(); // by input, then by weight
  private final boolean joins;

  private ByteProducts(
      IntegerOp.Conv2d op, IntegerRange inputs, List<Tensor> weights, Tensor signs, Owned owned) {
    this.inputDigits = digits(inputs);
    this.signed = inputs.signed();
    this.weightDigits = weights.size();
    this.joins =
        weights.stream().map(List::of).mapToDouble(FloatProducts::largestSum).sum() * LARGEST
            <= FloatProducts.LIMIT;
    for (int i = 0; i < inputDigits; i++) {
      for (Tensor digit : weights) {
        convolutions.add(new ByteConvolution(op, digit, signs, isSigned(i), owned));
      }
    }
  }

  private static int digits(IntegerRange range) {
    return (range.bits() + BITS - 1) / BITS;
  }

  private boolean isSigned(int inputDigit) {
    return signed && inputDigit == inputDigits - 1;
  }

  /**
   * Empty where 8 bits are not exact: on a processor whose kernels saturate, and where a sum would
   * need more bits than float32 has.
   *
   * @param weight integers in float64
   * @param inputs the range of the inputs
   * @param owned keeps what outlives the scope
   */
  static Optional<ByteProducts> of(
      IntegerOp.Conv2d op, Tensor weight, IntegerRange inputs, Owned owned) {
    if (inputs.bits() >= Integer.SIZE || !ByteConvolution.isExact(op, (int) weight.size(1))) {
      return Optional.empty();
    }
    Tensor signs = signs(weight);
    Tensor turned = weight.mul(signs);
    for (int count = 1; count <= MOST_DIGITS; count++) {
      List<Tensor> digits = Rounding.digits(turned, count, NEAREST);
      if (fits(digits.get(count - 1))) {
        return FloatProducts.largestSum(digits) * LARGEST <= FloatProducts.LIMIT
            ? Optional.of(new ByteProducts(op, inputs, digits, signs.flatten(), owned))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** With which each output channel's weight of the largest magnitude is negative. */
  private static Tensor signs(Tensor weight) {
    long[] inner = {1, 2, 3};
    Tensor positive = weight.amax(inner, true).gt(weight.amin(inner, true).neg());
    return positive.to(ScalarType.Double).mul_(new Scalar(-2)).add_(new Scalar(1));
  }

  private static boolean fits(Tensor digit) {
    return digit.amin().item_double() >= -128 && digit.amax().item_double() <= 127;
  }

  @Override
  public List<Term> of(Tensor integers) {
    List<Term> terms = new ArrayList<>();
    Tensor words = integers.to(ScalarType.Int);
    List<Tensor> digits = new ArrayList<>();
    for (int i = 0; i < inputDigits; i++) {
      digits.add(ByteConvolution.bytes(shifted(words, i * BITS), isSigned(i)));
    }
    for (int power = 0; power < inputDigits + weightDigits - 1; power++) {
      addTerms(power, digits, terms);
    }
    return terms;
  }

  private static Tensor shifted(Tensor words, int bits) {
    return bits == 0 ? words : words.__rshift__(new Scalar(bits));
  }

  /** One for all products of this power, if float32 holds their sum, else one for each. */
  private void addTerms(int power, List<Tensor> digits, List<Term> terms) {
    int first = terms.size();
    for (int i = Math.max(0, power - weightDigits + 1);
        i <= Math.min(power, inputDigits - 1);
        i++) {
      Tensor product = convolutions.get(i * weightDigits + power - i).of(digits.get(i));
      if (joins && terms.size() > first) {
        terms.get(first).integers().add_(product);
      } else {
        terms.add(new Term(product, power * BITS));
      }
    }
  }

  @Override
  public int count() {
    return convolutions.size();
  }
}
