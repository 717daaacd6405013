package org.skiptrim.export;

import java.util.Arrays;
import java.util.List;
import onnx.TensorProto.DataType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.Parameters.Values;

/**
 * QONNX's {@code Quant} (qonnx: docs/qonnx-custom-ops/intquant_v1.md, by its older name, which
 * hls4ml and FINN look for): x / scale, brought into the range of so many bits, rounded, times
 * scale.
 */
final class QuantNodes {
  private static final int FLOAT_BITS = 24;

  private final OnnxDraft draft;

  QuantNodes(OnnxDraft draft) {
    this.draft = draft;
  }

  /** A Quant; the result has its name. */
  private String add(
      String name, String x, double scale, int bits, boolean signed, Rounding rounding) {
    checkBits(bits, signed);
    List<String> inputs =
        List.of(
            x,
            draft.scalar(name + ".scale", DataType.FLOAT, scale),
            draft.scalar(name + ".zero_point", DataType.FLOAT, 0),
            draft.scalar(name + ".bits", DataType.FLOAT, bits));
    return draft.node(
        QonnxGraph.DOMAIN,
        "Quant",
        name,
        inputs,
        Attribute.integer("signed", signed ? 1 : 0),
        Attribute.integer("narrow", 0),
        Attribute.text("rounding_mode", rounding == Rounding.HALF_EVEN ? "ROUND" : "FLOOR"));
  }

  /**
   * ReLU if asked, then a Quant to a type; the result has its name.
   *
   * @param shift so many bits are rounded away, as far as is known
   */
  String settled(String name, String x, int shift, boolean relu, FixedPoint type) {
    if (type.overflow() == Overflow.WRAP) {
      throw new Unsaid(
          "wraps around (" + type + "), and a Quant saturates; quantize it anew with AP_SAT");
    }
    String rounded = x;
    if (type.rounding() == Rounding.HALF_UP && shift > 0) {
      // QONNX's HALF_UP takes −2.5 to −3, and no reader knows it: a half more, and down.
      String half = draft.scalar(name + ".half", DataType.FLOAT, type.step() / 2);
      rounded = draft.node("Add", name + "/half", List.of(x, half));
    }
    // What is never negative has a ReLU and no sign, as FINN wants it; the range is the same.
    boolean positive = relu || !type.signed();
    if (positive) {
      rounded = draft.node("Relu", name + "/relu", List.of(rounded));
    }
    int bits = type.width() - (positive && type.signed() ? 1 : 0);
    return add(name, rounded, type.step(), bits, !positive, type.rounding());
  }

  private static void checkBits(int bits, boolean signed) {
    if (bits > FLOAT_BITS) {
      throw new Unsaid(
          "has integers of %d bits, and QONNX's float32 holds 24; use a narrower type"
              .formatted(bits));
    }
    if (bits < (signed ? 2 : 1)) {
      throw new Unsaid(
          "has integers of %d bits, of which QONNX's reference makes −1 and 1; use two"
              .formatted(bits));
    }
  }

  /** A constant and its Quant, which changes none of its values. */
  String constant(String name, Values integers, double scale, int bits, String quant) {
    double[] reals = Arrays.stream(integers.data()).map(integer -> integer * scale).toArray();
    long[] extents = integers.shape().stream().mapToLong(Integer::longValue).toArray();
    String constant = draft.constant(name, DataType.FLOAT, reals, extents);
    return add(quant, constant, scale, bits, true, Rounding.HALF_EVEN);
  }

  /**
   * A dense layer's biases. Float32 holds 24 bits of them; of larger ones the lower bits are
   * rounded away, which changes the logits by no more than float32 does.
   */
  String biases(String node, Values biases, double unit) {
    int dropped = droppedBits(biases);
    double[] kept = biases.data().clone();
    Arrays.setAll(kept, i -> Math.rint(Math.scalb(kept[i], -dropped)));
    Values rounded = new Values(biases.shape(), kept);
    double step = (float) Math.scalb(unit, dropped);
    return constant(node + ".bias", rounded, step, Math.max(2, bits(rounded)), node + "/bias");
  }

  /** How many bits of the biases are rounded away. */
  static int droppedBits(Values biases) {
    int bits = bits(biases);
    return bits > FLOAT_BITS ? bits - FLOAT_BITS + 1 : 0; // rounding up can take one more
  }

  private static int bits(Values integers) {
    long[] longs = integers.toLongs();
    return IntegerRange.signedHolding(
            Arrays.stream(longs).min().orElse(0), Arrays.stream(longs).max().orElse(0))
        .bits();
  }

  /** That float32 holds the numbers as they are. */
  static void checkExact(double[] reals, String what) {
    for (double real : reals) {
      if ((float) real != real) {
        throw new Unsaid(
            "has a %s of %s, which float32 does not hold; use narrower types"
                .formatted(what, real));
      }
    }
  }
}
