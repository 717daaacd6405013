package org.skiptrim.training;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Map;
import org.skiptrim.network.Node;
import org.skiptrim.network.NormGain;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Gives each batch norm the mean and variance of what it reads, and a gain and an offset with which
 * it computes what it did. After a rewrite that put its gain elsewhere it had neither, and the
 * network would be another one as soon as it learns on, by the statistics of its batches.
 */
public final class OwnStatistics {
  private OwnStatistics() {}

  /** The same network but for rounding, with statistics of those images. */
  public static TrainedNetwork measured(TrainedNetwork network, CalibrationImages images) {
    List<Node<RealOp>> norms =
        network.network().nodes().stream()
            .filter(node -> node.op() instanceof RealOp.BatchNorm)
            .toList();
    Map<String, ChannelMoments> moments =
        ChannelMoments.of(network, norms.stream().map(Node::input).collect(toSet()), images);
    Parameters parameters = network.parameters();
    for (Node<RealOp> norm : norms) {
      parameters = with(norm, moments.get(norm.input()), parameters);
    }
    return new TrainedNetwork(network.network(), parameters);
  }

  private static Parameters with(Node<RealOp> norm, ChannelMoments moments, Parameters before) {
    double epsilon = ((RealOp.BatchNorm) norm.op()).epsilon();
    NormGain gain = NormGain.of(norm, before);
    double[] weight = gain.gains().clone();
    double[] bias = gain.offsets().clone();
    for (int c = 0; c < weight.length; c++) {
      bias[c] += weight[c] * moments.means()[c];
      weight[c] *= Math.sqrt(moments.variances()[c] + epsilon);
    }
    return before
        .with(norm.name(), "weight", Values.vector(weight))
        .with(norm.name(), "bias", Values.vector(bias))
        .with(norm.name(), "running_mean", Values.vector(moments.means()))
        .with(norm.name(), "running_var", Values.vector(moments.variances()));
  }
}
