package org.skiptrim.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import onnx.NodeProto;
import onnx.TensorProto;

/**
 * Computes nodes that read nothing but constants: what exporters write to compute the shape of a
 * flattened map, or to lay weights out anew.
 */
final class ConstantFolding {
  /** Numbers that a node may fill a tensor with: those here are shapes and paddings. */
  private static final int MOST = 1 << 20;

  /** Types whose numbers have fractions. */
  static final Set<Long> REAL_TYPES =
      Set.of(
          (long) TensorProto.DataType.FLOAT_VALUE,
          (long) TensorProto.DataType.FLOAT16_VALUE,
          (long) TensorProto.DataType.DOUBLE_VALUE,
          (long) TensorProto.DataType.BFLOAT16_VALUE);

  private final Tensors tensors;

  ConstantFolding(Tensors tensors) {
    this.tensors = tensors;
  }

  /**
   * What the node computes; empty if it is an operator that is not computed here.
   *
   * @param inputs of which those that are left out are null
   * @throws RuntimeException if the inputs do not fit the operator
   */
  Optional<Constant> compute(NodeProto node, List<Constant> inputs) throws IOException {
    Attributes attributes = Attributes.of(node);
    return switch (node.getOpType()) {
      case "Constant" -> Optional.of(constant(attributes));
      case "Identity", "Dropout" -> Optional.of(inputs.get(0));
      case "Cast" -> Optional.of(cast(inputs.get(0), attributes));
      case "Shape" -> Optional.of(Constant.vector(extents(inputs.get(0))));
      case "Gather" -> Optional.of(gather(inputs.get(0), inputs.get(1), attributes));
      case "Concat" -> Optional.of(concat(inputs));
      case "Slice" -> Optional.of(ConstantSlice.of(inputs));
      case "ConstantOfShape" -> Optional.of(constantOfShape(inputs.get(0), attributes, tensors));
      case "Squeeze", "Unsqueeze", "Flatten" -> reshaped(node, inputs, attributes);
      case "Reshape" -> Optional.of(reshape(inputs.get(0), inputs.get(1).toInts()));
      case "Transpose" -> Optional.of(transpose(inputs.get(0), attributes));
      case "Add" -> Optional.of(each(inputs, Double::sum));
      case "Sub" -> Optional.of(each(inputs, (a, b) -> a - b));
      case "Mul" -> Optional.of(each(inputs, (a, b) -> a * b));
      case "Div" -> Optional.of(each(inputs, ConstantFolding::quotient));
      case "Neg" -> Optional.of(each(inputs.get(0), a -> -a));
      case "Sqrt" -> Optional.of(each(inputs.get(0), Math::sqrt));
      case "Reciprocal" -> Optional.of(each(inputs.get(0), a -> 1 / a));
      default -> Optional.empty();
    };
  }

  private Constant constant(Attributes attributes) throws IOException {
    if (attributes.tensor("value").isPresent()) {
      return tensors.constant(attributes.tensor("value").get());
    }
    if (attributes.has("value_ints")) {
      return Constant.vector(
          attributes.integers("value_ints", List.of()).stream().mapToDouble(i -> i).toArray());
    }
    return Constant.scalar(
        attributes.has("value_int")
            ? attributes.integer("value_int", 0)
            : attributes.real("value_float", 0));
  }

  private static Constant cast(Constant from, Attributes attributes) {
    boolean real = REAL_TYPES.contains(attributes.integer("to", TensorProto.DataType.FLOAT_VALUE));
    return real ? from : each(from, a -> a < 0 ? Math.ceil(a) : Math.floor(a));
  }

  /** Whether these are integers, whose quotient has no fraction, is not known here. */
  private static double quotient(double a, double b) {
    boolean maybeIntegers = a == Math.rint(a) && b == Math.rint(b);
    if (maybeIntegers && a / b != Math.rint(a / b)) {
      throw new IllegalArgumentException("%.0f divided by %.0f".formatted(a, b));
    }
    return a / b;
  }

  private static double[] extents(Constant constant) {
    return constant.shape().stream().mapToDouble(extent -> extent).toArray();
  }

  /** Along a vector, which is what shapes need. */
  private static Constant gather(Constant from, Constant indices, Attributes attributes) {
    if (from.shape().size() != 1 || attributes.integer("axis", 0) != 0) {
      throw new IllegalArgumentException("it gathers from shape " + from.shape());
    }
    double[] data =
        Arrays.stream(indices.toInts())
            .mapToDouble(index -> from.data()[Math.floorMod(index, from.size())])
            .toArray();
    return new Constant(indices.shape(), data);
  }

  private static Constant concat(List<Constant> parts) {
    if (parts.stream().anyMatch(part -> part.shape().size() != 1)) {
      throw new IllegalArgumentException("it joins constants that are no vectors");
    }
    if (parts.stream().mapToLong(Constant::size).sum() > MOST) {
      throw new IllegalArgumentException("it joins more than " + MOST + " numbers");
    }
    return Constant.vector(parts.stream().flatMapToDouble(p -> Arrays.stream(p.data())).toArray());
  }

  private static Constant constantOfShape(Constant shape, Attributes attributes, Tensors tensors)
      throws IOException {
    Optional<TensorProto> value = attributes.tensor("value");
    double filled = value.isPresent() ? tensors.constant(value.get()).data()[0] : 0;
    List<Integer> extents = Arrays.stream(shape.toInts()).boxed().toList();
    long size = extents.stream().mapToLong(extent -> extent).reduce(1, Math::multiplyExact);
    if (size > MOST) {
      throw new IllegalArgumentException("a constant of shape " + extents);
    }
    double[] data = new double[(int) size];
    Arrays.fill(data, filled);
    return new Constant(extents, data);
  }

  private static Optional<Constant> reshaped(
      NodeProto node, List<Constant> inputs, Attributes attributes) {
    Constant from = inputs.get(0);
    int[] axes =
        inputs.size() > 1
            ? inputs.get(1).toInts()
            : attributes.integers("axes", List.of()).stream().mapToInt(Math::toIntExact).toArray();
    return switch (node.getOpType()) {
      case "Squeeze" -> Optional.of(new Constant(squeezed(from.shape(), axes), from.data()));
      case "Unsqueeze" -> Optional.of(new Constant(unsqueezed(from.shape(), axes), from.data()));
      default -> Optional.empty();
    };
  }

  private static List<Integer> squeezed(List<Integer> shape, int[] axes) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      int axis = i;
      boolean named =
          axes.length == 0
              ? shape.get(i) == 1
              : Arrays.stream(axes).anyMatch(a -> Math.floorMod(a, shape.size()) == axis);
      if (!named) {
        left.add(shape.get(i));
      }
    }
    return left;
  }

  private static List<Integer> unsqueezed(List<Integer> shape, int[] axes) {
    List<Integer> grown = new ArrayList<>(shape);
    int rank = shape.size() + axes.length;
    Arrays.stream(axes).map(a -> Math.floorMod(a, rank)).sorted().forEach(a -> grown.add(a, 1));
    return grown;
  }

  private static Constant reshape(Constant from, int[] target) {
    List<Integer> shape = new ArrayList<>();
    int known = 1;
    for (int i = 0; i < target.length; i++) {
      int extent = target[i] == 0 ? from.shape().get(i) : target[i];
      shape.add(extent);
      known *= extent == -1 ? 1 : extent;
    }
    Collections.replaceAll(shape, -1, from.size() / Math.max(1, known));
    return new Constant(shape, from.data());
  }

  private static Constant transpose(Constant from, Attributes attributes) {
    int rank = from.shape().size();
    List<Long> reversed = IntStream.range(0, rank).mapToObj(i -> (long) (rank - 1 - i)).toList();
    int[] order =
        attributes.integers("perm", reversed).stream().mapToInt(Math::toIntExact).toArray();
    List<Integer> shape = Arrays.stream(order).mapToObj(from.shape()::get).toList();
    int[] strides = new int[rank];
    int stride = 1;
    for (int i = rank - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= from.shape().get(i);
    }
    double[] data = new double[from.size()];
    for (int i = 0; i < data.length; i++) {
      int rest = i;
      int position = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        position += rest % shape.get(axis) * strides[order[axis]];
        rest /= shape.get(axis);
      }
      data[i] = from.data()[position];
    }
    return new Constant(shape, data);
  }

  private static Constant each(Constant a, DoubleUnaryOperator operator) {
    return new Constant(a.shape(), Arrays.stream(a.data()).map(operator).toArray());
  }

  /** Of one shape, or one of them a single number. */
  private static Constant each(List<Constant> inputs, DoubleBinaryOperator operator) {
    Constant a = inputs.get(0);
    Constant b = inputs.get(1);
    if (!a.shape().equals(b.shape()) && a.size() != 1 && b.size() != 1) {
      throw new IllegalArgumentException("shapes " + a.shape() + " and " + b.shape());
    }
    Constant larger = a.size() >= b.size() ? a : b;
    double[] data = new double[larger.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = operator.applyAsDouble(a.data()[i % a.size()], b.data()[i % b.size()]);
    }
    return new Constant(larger.shape(), data);
  }
}
