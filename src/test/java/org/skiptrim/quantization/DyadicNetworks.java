package org.skiptrim.quantization;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.ParameterShape;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

/**
 * Networks whose constants are few whole numbers of powers of two, so that neither float32 nor the
 * quantizer rounds any of them.
 */
final class DyadicNetworks {
  private final Random random;
  private final FixedPoint weights;

  private DyadicNetworks(Random random, FixedPoint weights) {
    this.random = random;
    this.weights = weights;
  }

  /** A residual network with quantizers. */
  static TrainedNetwork fakeQuantized(Precision precision, Shape image, long seed) {
    Network<RealOp> network =
        FakeQuantization.insert(ResNets.resNet(1, new int[] {4, 8}, image, 5), precision);
    DyadicNetworks make = new DyadicNetworks(new Random(seed), precision.weights());
    Parameters parameters = new Parameters(Map.of());
    for (Node<RealOp> node : network.nodes()) {
      List<Shape> inputs = node.inputs().stream().map(network::shape).toList();
      // Sorted: a map's own order is another in each JVM, and so would the network be.
      for (var entry : new TreeMap<>(node.op().parameters(inputs)).entrySet()) {
        parameters =
            parameters.with(
                node.name(),
                entry.getKey(),
                make.values(node.op(), entry.getKey(), entry.getValue()));
      }
    }
    return new TrainedNetwork(network, parameters);
  }

  private Values values(RealOp op, String name, ParameterShape shape) {
    if (op instanceof RealOp.BatchNorm norm) {
      return Values.vector(
          random.doubles(shape.extents().get(0)).map(x -> ofNorm(norm, name, x)).toArray());
    }
    return name.equals("bias")
        ? Values.vector(
            random.ints(shape.extents().get(0), -8, 8).mapToDouble(x -> x / 8.0).toArray())
        : weight(shape.extents());
  }

  /** Variances are such that, with epsilon, they are 1. */
  private static double ofNorm(RealOp.BatchNorm norm, String name, double uniform) {
    return switch (name) {
      case "running_mean" -> 0;
      case "running_var" -> (float) (1 - norm.epsilon());
      case "weight" -> Math.scalb(1.0, -(int) (uniform * 3));
      default -> Math.rint(uniform * 16 - 8) / 8;
    };
  }

  /** Every channel has the largest integer, so that one of its steps is a power of two. */
  private Values weight(List<Integer> extents) {
    int channels = extents.get(0);
    int count = extents.stream().reduce(1, (a, b) -> a * b);
    int largest = (int) weights.maxInteger();
    double unit = Math.scalb(1.0, -weights.width() - 1);
    double[] data = new double[count];
    for (int i = 0; i < count; i++) {
      boolean first = i % (count / channels) == 0;
      data[i] = (first ? largest : random.nextInt(2 * largest + 1) - largest) * unit;
    }
    return new Values(extents, data);
  }
}
