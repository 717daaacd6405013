package org.skiptrim.engine;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;

/**
 * The fastest arithmetic in which a node's integers are exact: sums of products in float32 while
 * every partial sum stays below 2^24, else in float64; all else in 64-bit integers.
 */
final class ExactArithmetic {
  private static final double FLOAT_LIMIT = 1 << 24;

  private ExactArithmetic() {}

  static ScalarType of(Network network, Parameters integers, FixedPoint inputType, Node node) {
    if (node.op() instanceof Op.Dense) {
      return ScalarType.Double;
    }
    if (!(node.op() instanceof Op.Conv2d)) {
      return ScalarType.Long;
    }
    FixedPoint type = type(network.node(node.input()).op(), inputType);
    double largestInput = Math.max(-type.minInteger(), type.maxInteger());
    double largestSum = largestInput * largestChannel(integers.get(node.name(), "weight"));
    return largestSum < FLOAT_LIMIT ? ScalarType.Float : ScalarType.Double;
  }

  private static FixedPoint type(Op op, FixedPoint inputType) {
    if (op instanceof Op.Requantize requantize) {
      return requantize.type();
    }
    return op instanceof Op.Narrow narrow ? narrow.type() : inputType;
  }

  /** The largest sum of absolute weights in one output channel. */
  private static double largestChannel(Values weight) {
    int size = weight.data().length / weight.shape().get(0);
    double largest = 0;
    for (int start = 0; start < weight.data().length; start += size) {
      double sum = 0;
      for (int i = start; i < start + size; i++) {
        sum += Math.abs(weight.data()[i]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }
}
