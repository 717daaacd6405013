package org.skiptrim.export;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onnx.TensorProto.DataType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.fixedpoint.Rounding;

/**
 * Arithmetic on integers in the standard's operators, exact in each {@link Carrier}: what {@link
 * Rounding} and {@link FixedPoint#narrow} do, node by node.
 */
final class IntegerNodes {
  private static final int BYTE = 8;

  private final OnnxDraft draft;
  private final Map<Exact, Map<Carrier, Exact>> casts = new HashMap<>();

  IntegerNodes(OnnxDraft draft) {
    this.draft = draft;
  }

  /** The same integers in other numbers, which have to hold them. */
  Exact to(Carrier carrier, Exact x) {
    if (x.carrier() == carrier) {
      return x;
    }
    return casts
        .computeIfAbsent(x, any -> new HashMap<>())
        .computeIfAbsent(
            carrier, to -> cast(x, to, x.name() + "/" + to.name().toLowerCase(Locale.ROOT)));
  }

  /** The same by a node of that name. */
  Exact cast(Exact x, Carrier carrier, String name) {
    draft.node(
        "Cast", name, List.of(x.name()), Attribute.integer("to", carrier.type().getNumber()));
    return new Exact(name, carrier);
  }

  /** The result of an operator on two tensors of one carrier. */
  Exact both(String operator, String name, Exact a, Exact b) {
    draft.node(operator, name, List.of(a.name(), b.name()));
    return new Exact(name, a.carrier());
  }

  /** The result of an operator on a tensor and one number. */
  Exact with(String operator, String name, Exact x, double number) {
    return both(operator, name, x, number(name + ".by", x.carrier(), number));
  }

  private Exact number(String name, Carrier carrier, double value) {
    return new Exact(draft.scalar(name, carrier.type(), value), carrier);
  }

  /** {@code x · 2^power}; of whole numbers the power is not negative. */
  Exact scaled(Exact x, int power, String name) {
    return power == 0 ? x : with("Mul", name, x, Math.scalb(1.0, power));
  }

  /**
   * {@code x / 2^shift}, rounded; a negative shift multiplies.
   *
   * @param x its carrier holds 2^shift more than its largest
   */
  Exact shifted(Exact x, int shift, Rounding rounding, String name) {
    if (shift <= 0) {
      return scaled(x, -shift, name + "/scaled");
    }
    return x.carrier().hasFractions()
        ? rounded(scaled(x, -shift, name + "/scaled"), rounding, name)
        : divided(x, shift, rounding, name);
  }

  /** To an integer, of a number with fractions to which a half can be added exactly. */
  Exact rounded(Exact x, Rounding rounding, String name) {
    Exact up = rounding == Rounding.HALF_UP ? with("Add", name + "/half", x, 0.5) : x;
    String operator = rounding == Rounding.HALF_EVEN ? "Round" : "Floor";
    return new Exact(draft.node(operator, name + "/rounded", List.of(up.name())), x.carrier());
  }

  /** As {@link Rounding#shiftRight} does it: something is added, and what is left over dropped. */
  private Exact divided(Exact x, int shift, Rounding rounding, String name) {
    double half = Math.scalb(1.0, shift - 1);
    Exact dividend =
        switch (rounding) {
          case FLOOR -> x;
          case HALF_UP -> with("Add", name + "/half", x, half);
          case HALF_EVEN -> {
            // Half − 1 has more bits than a constant can have here: 1 is taken from what is odd.
            Exact odd = with("Mod", name + "/odd", quotient(x, shift, name + "/floor"), 2);
            Exact less = with("Sub", name + "/less", odd, 1);
            yield both("Add", name + "/even", with("Add", name + "/half", x, half), less);
          }
        };
    return quotient(dividend, shift, name + "/rounded");
  }

  /** ⌊x / 2^shift⌋ of whole numbers: {@code Div} drops fractions towards zero, so none is left. */
  Exact quotient(Exact x, int shift, String name) {
    Exact rest = with("Mod", name + "/rest", x, Math.scalb(1.0, shift));
    Exact whole = both("Sub", name + "/whole", x, rest);
    return with("Div", name, whole, Math.scalb(1.0, shift));
  }

  /** {@code x / 2^shift}, rounded as the type says, ReLU if asked, then into the type's range. */
  Exact settled(Exact x, int shift, boolean relu, FixedPoint type, String name) {
    if (!isByte(type)) {
      return narrowed(shifted(x, shift, type.rounding(), name), relu, type, name);
    }
    boolean roundsItself =
        x.carrier() == Carrier.FLOAT && type.rounding() == Rounding.HALF_EVEN && shift > 0;
    Exact quotient =
        roundsItself
            ? scaled(x, -shift, name + "/scaled")
            : shifted(x, shift, type.rounding(), name);
    // What float32 does not hold is far outside of the type's range, and stays there.
    return quantized(to(Carrier.FLOAT, quotient).name(), 1, relu, type, name);
  }

  /** Whether {@code QuantizeLinear} can bring values into the type's range. */
  static boolean isByte(FixedPoint type) {
    return type.width() <= BYTE && type.overflow() == Overflow.SATURATE;
  }

  /**
   * QuantizeLinear, Clip, DequantizeLinear; the result counts the type's steps.
   *
   * @param x float32, rounded half to even
   * @param step of x that becomes 1
   */
  Exact quantized(String x, double step, boolean relu, FixedPoint type, String name) {
    DataType bytes = type.signed() ? DataType.INT8 : DataType.UINT8;
    String zero = draft.scalar(name + ".zero_point", bytes, 0);
    String scale = draft.scalar(name + ".step", DataType.FLOAT, step);
    String integers = draft.node("QuantizeLinear", name + "/quantize", List.of(x, scale, zero));
    if (type.width() < BYTE || (relu && type.signed())) {
      String least = draft.scalar(name + ".least", bytes, relu ? 0 : type.minInteger());
      String most = draft.scalar(name + ".most", bytes, type.maxInteger());
      integers = draft.node("Clip", name + "/clip", List.of(integers, least, most));
    }
    String one = draft.scalar(name + ".one", DataType.FLOAT, 1);
    return new Exact(
        draft.node("DequantizeLinear", name, List.of(integers, one, zero)), Carrier.FLOAT);
  }

  /** ReLU if asked, then into the type's range. */
  Exact narrowed(Exact x, boolean relu, FixedPoint type, String name) {
    if (type.overflow() == Overflow.WRAP) {
      return wrapped(relu ? with("Max", name + "/relu", x, 0) : x, type, name);
    }
    double least = relu ? Math.max(0, type.minInteger()) : type.minInteger();
    if (!x.carrier().hasFractions()) {
      // ONNX Runtime 1.23 has Clip wrong for vectors of int64 beyond 32 bits: [3e9, 0] → [0, 0].
      return with("Min", name, with("Max", name + "/least", x, least), type.maxInteger());
    }
    Exact min = number(name + ".least", x.carrier(), least);
    Exact max = number(name + ".most", x.carrier(), type.maxInteger());
    return new Exact(
        draft.node("Clip", name, List.of(x.name(), min.name(), max.name())), x.carrier());
  }

  /** x − 2^W·⌊(x − min) / 2^W⌋. */
  private Exact wrapped(Exact x, FixedPoint type, String name) {
    Exact above = with("Sub", name + "/above", x, type.minInteger());
    Exact turns = shifted(above, type.width(), Rounding.FLOOR, name + "/turns");
    return both("Sub", name, x, scaled(turns, type.width(), name + "/back"));
  }
}
