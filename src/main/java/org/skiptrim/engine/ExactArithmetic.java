package org.skiptrim.engine;

import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;

/**
 * The fastest arithmetic in which a node's integers are exact, decided from its actual constants:
 * float32 while every partial result stays below 2^24, float64 below 2^53, else 64-bit integers.
 */
final class ExactArithmetic {
  private static final double FLOAT_LIMIT = 1 << 24;
  private static final double DOUBLE_LIMIT = 0x1p53;

  private final Network network;
  private final Parameters integers;
  private final FixedPoint inputType;

  ExactArithmetic(Network network, Parameters integers, FixedPoint inputType) {
    this.network = network;
    this.integers = integers;
    this.inputType = inputType;
  }

  ScalarType of(Node node) {
    if (node.op() instanceof Op.Input || node.op() instanceof Op.GlobalSum) {
      return ScalarType.Long;
    }
    return fastest(largest(node));
  }

  private static ScalarType fastest(double largest) {
    if (largest < FLOAT_LIMIT) {
      return ScalarType.Float;
    }
    return largest < DOUBLE_LIMIT ? ScalarType.Double : ScalarType.Long;
  }

  /** A bound of the magnitudes that computing the node comes across. */
  private double largest(Node node) {
    if (node.op() instanceof Op.Conv2d) {
      return largestResult(node.input()) * largestChannel(integers.get(node.name(), "weight"));
    }
    if (node.op() instanceof Op.Requantize) {
      double product = largest(network.node(node.input())) * magnitude(node, "scale");
      return product + magnitude(node, "bias");
    }
    if (node.op() instanceof Op.Add) {
      return node.inputs().stream().mapToDouble(this::largestResult).sum();
    }
    if (node.op() instanceof Op.Narrow) {
      return largest(network.node(node.input())) + largestResult(node.name());
    }
    return FLOAT_LIMIT; // the dense layer's sums: few, so not worth a bound
  }

  /** Of what a node with a type, or the image, makes. */
  private double largestResult(String name) {
    FixedPoint type = type(network.node(name).op());
    return Math.max(-type.minInteger(), type.maxInteger());
  }

  private FixedPoint type(Op op) {
    if (op instanceof Op.Requantize requantize) {
      return requantize.type();
    }
    return op instanceof Op.Narrow narrow ? narrow.type() : inputType;
  }

  private double magnitude(Node node, String parameter) {
    return Arrays.stream(integers.get(node.name(), parameter).data())
        .map(Math::abs)
        .max()
        .orElse(0);
  }

  /** The largest sum of absolute weights in one output channel. */
  private static double largestChannel(Values weight) {
    int size = weight.data().length / weight.shape().get(0);
    double largest = 0;
    for (int start = 0; start < weight.data().length; start += size) {
      double[] channel = Arrays.copyOfRange(weight.data(), start, start + size);
      largest = Math.max(largest, Arrays.stream(channel).map(Math::abs).sum());
    }
    return largest;
  }
}
