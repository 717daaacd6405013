package org.skiptrim.skips;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.NormGain;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.network.ZeroChannels;

/**
 * What a shortcut makes of a pixel: {@code weights · pixel + offsets}. The identity, channels of
 * zeros, and a 1×1 convolution with its batch norm are of this form.
 *
 * @param weights outputs × inputs
 * @param offsets one for each output
 */
record PixelMap(double[][] weights, double[] offsets) {

  /** Of so many channels, as they are. */
  private static PixelMap identity(int channels) {
    double[][] weights = new double[channels][channels];
    for (int c = 0; c < channels; c++) {
      weights[c][c] = 1;
    }
    return new PixelMap(weights, new double[channels]);
  }

  /** What lies between the two nodes. */
  static PixelMap of(TrainedNetwork trained, String from, String to) {
    PixelMap map = identity(trained.network().shape(from).channels());
    for (Node<RealOp> node : path(trained.network(), from, to)) {
      map = map.then(node, trained);
    }
    return map;
  }

  /**
   * Of every how many-th pixel it is.
   *
   * @throws IllegalArgumentException if what lies between the two nodes is not of this form
   */
  static int stride(Network<RealOp> network, String from, String to) {
    return path(network, from, to).stream().mapToInt(PixelMap::stride).reduce(1, (a, b) -> a * b);
  }

  private static int stride(Node<RealOp> node) {
    if (node.op() instanceof RealOp.BatchNorm) {
      return 1;
    }
    if (node.op() instanceof RealOp.ZeroPadShortcut op) {
      return op.stride();
    }
    if (node.op() instanceof RealOp.Conv2d op && op.kernel() == 1 && op.padding() == 0) {
      return op.stride();
    }
    throw new IllegalArgumentException(
        "'%s' is on it, and only 1x1 convolutions, batch norms and zero-pad shortcuts can be weights of a convolution"
            .formatted(node.name()));
  }

  private static List<Node<RealOp>> path(Network<RealOp> network, String from, String to) {
    List<Node<RealOp>> path = new ArrayList<>();
    String at = to;
    while (!at.equals(from)) {
      Node<RealOp> node = network.node(at);
      stride(node); // refuses those that have no place here
      path.add(0, node);
      at = node.input();
    }
    return path;
  }

  private PixelMap then(Node<RealOp> node, TrainedNetwork trained) {
    if (node.op() instanceof RealOp.ZeroPadShortcut op) {
      return padded(ZeroChannels.of(weights.length, op.outputs()).before(), op.outputs());
    }
    if (node.op() instanceof RealOp.BatchNorm) {
      return normed(NormGain.of(node, trained.parameters()));
    }
    return times(trained.parameters().get(node.name(), "weight"));
  }

  private PixelMap padded(int before, int outputs) {
    double[][] padded = new double[outputs][weights[0].length];
    double[] offset = new double[outputs];
    for (int o = 0; o < weights.length; o++) {
      padded[before + o] = weights[o].clone();
      offset[before + o] = offsets[o];
    }
    return new PixelMap(padded, offset);
  }

  private PixelMap normed(NormGain norm) {
    double[][] normed = new double[weights.length][];
    double[] offset = new double[weights.length];
    for (int o = 0; o < weights.length; o++) {
      normed[o] = weights[o].clone();
      for (int i = 0; i < normed[o].length; i++) {
        normed[o][i] *= norm.gains()[o];
      }
      offset[o] = norm.gains()[o] * offsets[o] + norm.offsets()[o];
    }
    return new PixelMap(normed, offset);
  }

  /** After a 1×1 convolution with those weights. */
  private PixelMap times(Values convolution) {
    int outputs = convolution.shape().get(0);
    int between = weights.length;
    double[][] product = new double[outputs][weights[0].length];
    double[] offset = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      for (int b = 0; b < between; b++) {
        double weight = convolution.data()[o * between + b];
        offset[o] += weight * offsets[b];
        for (int i = 0; i < product[o].length; i++) {
          product[o][i] += weight * weights[b][i];
        }
      }
    }
    return new PixelMap(product, offset);
  }
}
