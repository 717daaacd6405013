package org.skiptrim.quantization;

import java.util.Random;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/** As after training: batch norms' means, variances, gains and offsets are not trivial. */
final class LearnedNetworks {
  private LearnedNetworks() {}

  static TrainedNetwork of(Network<RealOp> network, long seed) {
    Random random = new Random(21);
    Parameters parameters = Initialization.of(network, seed);
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        int channels = network.shape(node.name()).channels();
        parameters =
            parameters
                .with(node.name(), "weight", uniform(random, channels, 0.5, 1.5))
                .with(node.name(), "bias", uniform(random, channels, -0.5, 0.5))
                .with(node.name(), "running_mean", uniform(random, channels, -0.5, 0.5))
                .with(node.name(), "running_var", uniform(random, channels, 0.5, 2));
      }
    }
    return new TrainedNetwork(network, parameters);
  }

  private static Values uniform(Random random, int count, double low, double high) {
    return Values.vector(random.doubles(count, low, high).map(x -> (float) x).toArray());
  }
}
