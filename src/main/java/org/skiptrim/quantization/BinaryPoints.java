package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.CalibrationImages;
import org.skiptrim.training.ChannelMoments;

/**
 * Chooses where each tensor's binary point is, as many bits as there are: that with the least
 * squared error on calibration images.
 */
final class BinaryPoints {
  /** Tried on either side of the point that a type has. */
  private static final int REACH = 6;

  private BinaryPoints() {}

  /**
   * The network with other types in its quantizers, but for the image's.
   *
   * @param learned the network without quantizers, or with others
   * @param quantized the same with those that are to be changed
   */
  static Network<RealOp> chosen(
      TrainedNetwork learned, Network<RealOp> quantized, CalibrationImages images) {
    Map<String, double[]> errors = errors(learned, quantized, images);
    List<Node<RealOp>> nodes = new ArrayList<>();
    for (Node<RealOp> node : quantized.nodes()) {
      double[] of = errors.get(node.name());
      RealOp op =
          of == null
              ? node.op()
              : new RealOp.Quantize(moved(type(node), ChannelScaling.smallestIndex(of)));
      nodes.add(new Node<>(node.name(), op, node.inputs()));
    }
    return new Network<>(nodes);
  }

  private static FixedPoint type(Node<RealOp> quantizer) {
    return quantizer.op().roundedTo().orElseThrow();
  }

  private static FixedPoint moved(FixedPoint type, int index) {
    return type.withIntegerBits(type.integerBits() + index - REACH);
  }

  /** By quantizer, the squared error with each point that is tried. */
  private static Map<String, double[]> errors(
      TrainedNetwork learned, Network<RealOp> quantized, CalibrationImages images) {
    Map<String, String> sources = sources(quantized);
    Map<String, double[]> sums = new LinkedHashMap<>();
    try (Model model = Model.frozen(learned)) {
      images.forEach(
          batch -> {
            Map<String, Value> maps = model.forward(batch, Set.copyOf(sources.values())).features();
            sources.forEach(
                (quantizer, source) -> {
                  FixedPoint type = type(quantized.node(quantizer));
                  double[] errors = new double[2 * REACH + 1];
                  Arrays.setAll(errors, i -> maps.get(source).squaredError(moved(type, i)));
                  sums.merge(quantizer, errors, ChannelMoments::sum);
                });
          });
    }
    return sums;
  }

  /** What each quantizer rounds, in a network that need not have it. */
  private static Map<String, String> sources(Network<RealOp> quantized) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Node<RealOp> node : quantized.nodes()) {
      if (node.op() instanceof RealOp.Quantize) {
        String source = RoundedLayers.unrounded(quantized, node);
        if (!quantized.node(source).op().beginsNetwork()) {
          sources.put(node.name(), source);
        }
      }
    }
    return sources;
  }
}
