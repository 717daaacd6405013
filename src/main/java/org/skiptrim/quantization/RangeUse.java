package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.RangeCounts;
import org.skiptrim.engine.Value;
import org.skiptrim.engine.WeightQuantization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.CalibrationImages;

/**
 * How weights or activations lie in the range of the type that they are about to be rounded to.
 *
 * @param layer whose weights they are, or what comes out of it
 * @param weights whether they are weights, each channel in its own steps
 */
public record RangeUse(String layer, boolean weights, FixedPoint type, RangeCounts counts) {
  /** Where the range begins in a histogram, 0 to 1; it ends as far from its end. */
  public static final double BEGINS = RangeCounts.MARGIN / (1 + 2 * RangeCounts.MARGIN);

  /** How many values are in each part of range and margins. */
  public List<Long> histogram() {
    return counts.counts();
  }

  /** The share of values that the type cannot hold, 0 to 1. */
  public double beyond() {
    return (double) counts.beyond() / Math.max(1, counts.values());
  }

  /** The share of values that are rounded to 0. */
  public double toZero() {
    return (double) counts.toZero() / Math.max(1, counts.values());
  }

  /**
   * The weights of each layer and what each quantizer reads, in the order of the graph.
   *
   * @param trained a network with quantizers
   */
  public static List<RangeUse> of(TrainedNetwork trained, CalibrationImages images) {
    Map<String, RangeCounts> activations = activations(trained, images);
    List<RangeUse> uses = new ArrayList<>();
    for (Node<RealOp> node : trained.network().nodes()) {
      node.op().weightType().ifPresent(type -> uses.add(ofWeights(trained, node, type)));
      if (activations.containsKey(node.name())) {
        FixedPoint type = node.op().roundedTo().orElseThrow();
        String layer = RoundedLayers.layer(trained.network(), node).name();
        uses.add(new RangeUse(layer, false, type, activations.get(node.name())));
      }
    }
    return uses;
  }

  private static RangeUse ofWeights(TrainedNetwork trained, Node<RealOp> node, FixedPoint type) {
    Values weight = trained.parameters().get(node.name(), "weight");
    double[] units =
        weight.shape().size() == 4
            ? WeightQuantization.units(weight, type)
            : new double[] {WeightQuantization.unit(weight, type)};
    int each = weight.data().length / units.length;
    float[] steps = new float[weight.data().length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (float) (weight.data()[i] / units[i / each]);
    }
    Value value = Value.of(steps, new Shape(steps.length, 1, 1));
    return new RangeUse(node.name(), true, type, RangeCounts.of(value, type, 1));
  }

  /** Counted by the name of the quantizer; that of the image is left out. */
  private static Map<String, RangeCounts> activations(
      TrainedNetwork trained, CalibrationImages images) {
    Network<RealOp> network = trained.network();
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.Quantize
          && !network.node(node.input()).op().beginsNetwork()) {
        inputs.put(node.name(), node.input());
      }
    }
    Map<String, RangeCounts> sums = new LinkedHashMap<>();
    try (Model model = Model.frozen(trained)) {
      images.forEach(
          batch -> {
            Map<String, Value> maps = model.forward(batch, Set.copyOf(inputs.values())).features();
            inputs.forEach(
                (name, input) -> {
                  FixedPoint type = network.node(name).op().roundedTo().orElseThrow();
                  RangeCounts counts = RangeCounts.of(maps.get(input), type, type.step());
                  sums.merge(name, counts, RangeCounts::plus);
                });
          });
    }
    return sums;
  }
}
