package org.skiptrim.quantization;

import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;

/**
 * What a quantized network takes.
 *
 * @param weights of convolutions and dense layers, all together
 * @param activations everything that is rounded to a type for one image, all together
 */
public record StorageBits(long weights, long activations) {

  /** That of a network. */
  public static StorageBits of(QuantizedNetwork quantized) {
    Network<IntegerOp> network = quantized.network();
    long weights = 0;
    long activations = 0;
    for (Node<IntegerOp> node : network.nodes()) {
      int weightWidth = node.op().weightType().map(FixedPoint::width).orElse(0);
      if (weightWidth > 0) {
        weights +=
            (long) weightWidth * quantized.integers().get(node.name(), "weight").data().length;
      }
      int width = node.op().resultType().map(FixedPoint::width).orElse(0);
      activations += (long) width * network.shape(node.name()).size();
    }
    return new StorageBits(weights, activations);
  }
}
