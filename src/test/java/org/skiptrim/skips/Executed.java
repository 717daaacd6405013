package org.skiptrim.skips;

import java.util.Arrays;
import java.util.Random;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

/** Networks with random parameters, run on an image, to compare rewrites by. */
final class Executed {
  /** Of the largest logit: what a few float32 additions in another order may differ by. */
  static final double TOLERANCE = 3e-5;

  private Executed() {}

  static Parameters randomized(Network<RealOp> network) {
    Parameters parameters = Initialization.of(network, 11);
    Random random = new Random(12);
    for (var node : network.nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        int channels = network.shape(node.name()).channels();
        double[] weight = random.doubles(channels, 0.5, 1.5).toArray();
        parameters = parameters.with(node.name(), "weight", Values.vector(weight));
      }
    }
    return parameters;
  }

  static double[] logits(TrainedNetwork network) {
    Shape shape = network.network().shape(network.network().input().name());
    float[] image = new float[shape.size()];
    Random random = new Random(13);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    try (Model model = Model.frozen(network);
        EngineScope scope = EngineScope.inference()) {
      return model.forward(Value.of(image, shape)).toDoubles();
    }
  }

  /** Batch norms as they may be: gains of both signs, some of them 0, any statistics. */
  static TrainedNetwork random(Network<RealOp> network, Random random) {
    Parameters parameters = Initialization.of(network, random.nextLong());
    for (var node : network.nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        int channels = network.shape(node.name()).channels();
        double[] gains = random.doubles(channels, -1.5, 1.5).toArray();
        gains[random.nextInt(channels)] = random.nextBoolean() ? 0 : 1e-6;
        parameters =
            parameters
                .with(node.name(), "weight", Values.vector(gains))
                .with(node.name(), "bias", vector(random, channels, -0.5, 0.5))
                .with(node.name(), "running_mean", vector(random, channels, -0.5, 0.5))
                .with(node.name(), "running_var", vector(random, channels, 0.1, 2));
      }
    }
    return new TrainedNetwork(network, parameters);
  }

  private static Values vector(Random random, int length, double low, double high) {
    return Values.vector(random.doubles(length, low, high).toArray());
  }

  /** Of their logits, at most, as a share of the largest one. */
  static double difference(TrainedNetwork before, TrainedNetwork after) {
    double[] expected = logits(before);
    double[] found = logits(after);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - found[i]));
    }
    return difference / largest;
  }
}
