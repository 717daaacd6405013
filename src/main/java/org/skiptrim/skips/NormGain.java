package org.skiptrim.skips;

import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * What a batch norm does once it has learned: {@code gain · x + offset}, channel by channel.
 *
 * @param gains γ / √(variance + ε)
 * @param offsets β − gain · mean
 */
record NormGain(double[] gains, double[] offsets) {
  static NormGain of(TrainedNetwork trained, Node<RealOp> norm) {
    double[] gains = copy(trained, norm, "weight");
    double[] offsets = copy(trained, norm, "bias");
    double[] means = copy(trained, norm, "running_mean");
    double[] variances = copy(trained, norm, "running_var");
    for (int c = 0; c < gains.length; c++) {
      gains[c] /= Math.sqrt(variances[c] + epsilon(norm));
      offsets[c] -= gains[c] * means[c];
    }
    return new NormGain(gains, offsets);
  }

  private static double[] copy(TrainedNetwork trained, Node<RealOp> norm, String name) {
    return trained.parameters().get(norm.name(), name).data().clone();
  }

  static double epsilon(Node<RealOp> norm) {
    return ((RealOp.BatchNorm) norm.op()).epsilon();
  }
}
