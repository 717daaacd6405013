package org.skiptrim.skips;

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
}
