package org.skiptrim.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onnx.AttributeProto;
import onnx.TensorProto.DataType;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Window;

/**
 * Convolutions of integers by {@code Conv}, which ONNX Runtime has in float32 alone: of sums beyond
 * 2^24 inputs and weights are taken apart into digits, and the sums of their products put together
 * in wider numbers.
 */
final class ConvolutionNodes {
  private static final int FLOAT_BITS = 24;

  /** The least bits of a digit; with fewer there would be hundreds of convolutions. */
  private static final int LEAST_BITS = 2;

  private final OnnxDraft draft;
  private final IntegerNodes integers;

  ConvolutionNodes(OnnxDraft draft, IntegerNodes integers) {
    this.draft = draft;
    this.integers = integers;
  }

  /**
   * The sums.
   *
   * @param inputs the largest magnitude of x
   * @param sums the largest that they can be with these weights
   */
  Exact of(String name, Exact x, Window window, Values weight, double inputs, double sums) {
    if (sums <= Math.scalb(1.0, FLOAT_BITS)) {
      return convolution(name, integers.to(Carrier.FLOAT, x), window, weight);
    }
    int terms = weight.data().length / weight.shape().get(0);
    int bits = FLOAT_BITS - bits(terms);
    int whole = bits(inputs);
    int inputBits = bits - whole >= LEAST_BITS ? whole : bits / 2;
    int weightBits = bits - inputBits;
    if (Math.min(inputBits, weightBits) < LEAST_BITS) {
      throw new IllegalArgumentException(
          "sums of %,d products are more than float32 holds of digits".formatted(terms));
    }
    List<Exact> inputDigits = digits(x, inputBits, whole, name);
    List<Values> weightDigits = digits(weight, weightBits);
    double largest = 4.0 * terms * Math.scalb(1.0, whole + weightBits * weightDigits.size());
    Carrier carrier = Carrier.of(Math.min(largest, 0x1p62));
    Exact sum = null;
    for (int i = 0; i < inputDigits.size(); i++) {
      for (int j = 0; j < weightDigits.size(); j++) {
        String part = name + "/" + i + "x" + j;
        Exact products =
            integers.to(
                carrier, convolution(part, inputDigits.get(i), window, weightDigits.get(j)));
        Exact worth = integers.scaled(products, i * inputBits + j * weightBits, part + "/worth");
        sum = sum == null ? worth : integers.both("Add", part + "/sum", sum, worth);
      }
    }
    return sum;
  }

  /** So many bits hold every integer up to a magnitude. */
  private static int bits(double largest) {
    return Math.getExponent(Math.max(1, 2 * largest - 1));
  }

  /** The lowest first; all but the last are not negative. */
  private List<Exact> digits(Exact x, int bits, int all, String name) {
    List<Exact> digits = new ArrayList<>();
    Exact left = x;
    for (int i = 0; bits * (i + 1) < all; i++) {
      String digit = name + "/digit" + i;
      Exact above = integers.shifted(left, bits, Rounding.FLOOR, digit + "/above");
      Exact back = integers.scaled(above, bits, digit + "/back");
      digits.add(integers.to(Carrier.FLOAT, integers.both("Sub", digit, left, back)));
      left = above;
    }
    digits.add(integers.to(Carrier.FLOAT, left));
    return digits;
  }

  private static List<Values> digits(Values weight, int bits) {
    List<Values> digits = new ArrayList<>();
    double[] left = weight.data();
    double base = Math.scalb(1.0, bits);
    while (Arrays.stream(left).anyMatch(value -> Math.abs(value) > base)) {
      double[] above = Arrays.stream(left).map(value -> Math.floor(value / base)).toArray();
      double[] lowest = left.clone();
      Arrays.setAll(lowest, i -> lowest[i] - base * above[i]);
      digits.add(new Values(weight.shape(), lowest));
      left = above;
    }
    digits.add(new Values(weight.shape(), left));
    return digits;
  }

  private Exact convolution(String name, Exact x, Window window, Values weight) {
    String weights = weights(draft, name + ".weight", weight);
    return new Exact(
        draft.node("Conv", name, List.of(x.name(), weights), attributes(window)), Carrier.FLOAT);
  }

  static AttributeProto[] attributes(Window window) {
    int kernel = window.kernel();
    int before = window.padding();
    int after = window.paddingAfter();
    return new AttributeProto[] {
      Attribute.integers("kernel_shape", kernel, kernel),
      Attribute.integers("strides", window.stride(), window.stride()),
      Attribute.integers("pads", before, before, after, after)
    };
  }

  /** Stored as the narrowest integers that ONNX dequantizes; the result is in float32. */
  static String weights(OnnxDraft draft, String name, Values weight) {
    DataType type = storage(weight);
    long[] extents = weight.shape().stream().mapToLong(Integer::longValue).toArray();
    String stored = draft.constant(name, type, weight.data(), extents);
    String one = draft.scalar(name + ".one", DataType.FLOAT, 1);
    return draft.node("DequantizeLinear", name + "/dequantize", List.of(stored, one));
  }

  /** The narrowest integers that hold the weights. */
  static DataType storage(Values weight) {
    boolean bytes =
        Arrays.stream(weight.data()).allMatch(w -> Byte.MIN_VALUE <= w && w <= Byte.MAX_VALUE);
    return bytes ? DataType.INT8 : DataType.INT32;
  }
}
