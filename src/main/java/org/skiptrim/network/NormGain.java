package org.skiptrim.network;

import java.util.Map;
import org.skiptrim.network.Parameters.Values;

/**
 * What a batch norm does once it has learned: {@code gain · x + offset}, channel by channel.
 *
 * @param gains γ / √(variance + ε)
 * @param offsets β − gain · mean
 */
public record NormGain(double[] gains, double[] offsets) {

  /**
   * That of a batch norm.
   *
   * @param parameters its own, by name
   */
  public static NormGain of(RealOp.BatchNorm norm, Map<String, Values> parameters) {
    double[] gains = parameters.get("weight").data().clone();
    double[] offsets = parameters.get("bias").data().clone();
    double[] means = parameters.get("running_mean").data();
    double[] variances = parameters.get("running_var").data();
    for (int c = 0; c < gains.length; c++) {
      gains[c] /= Math.sqrt(variances[c] + norm.epsilon());
      offsets[c] -= gains[c] * means[c];
    }
    return new NormGain(gains, offsets);
  }

  /** That of a node that is one. */
  public static NormGain of(Node<RealOp> norm, Parameters parameters) {
    return of((RealOp.BatchNorm) norm.op(), parameters.nodes().get(norm.name()));
  }
}
