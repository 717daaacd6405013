package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.skiptrim.engine.Model;
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
 * How values lie in the range of the type that they are about to be rounded to. Zeros, which a ReLU
 * makes by the million, are left out.
 *
 * @param layer whose weights they are, or what comes out of it
 * @param weights whether they are weights, each channel in its own steps
 * @param counts how many are in each of {@link #BINS} equal parts: from {@link #MARGIN} of the
 *     range below it to as much above it, the first and the last with all that is beyond
 * @param beyond how many the type cannot hold
 * @param toZero how many are rounded to 0
 */
public record RangeUse(
    String layer, boolean weights, FixedPoint type, List<Long> counts, long beyond, long toZero) {
  /** Parts of range and margins. */
  public static final int BINS = 60;

  /** On either side, as a share of the range. */
  public static final double MARGIN = 0.25;

  /** How many values. */
  public long values() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The weights of each layer and what each quantizer reads, in the order of the graph.
   *
   * @param trained a network with quantizers
   */
  public static List<RangeUse> of(TrainedNetwork trained, CalibrationImages images) {
    Map<String, long[]> activations = activations(trained, images);
    List<RangeUse> uses = new ArrayList<>();
    for (Node<RealOp> node : trained.network().nodes()) {
      node.op().weightType().ifPresent(type -> uses.add(ofWeights(trained, node, type)));
      if (activations.containsKey(node.name())) {
        FixedPoint type = node.op().roundedTo().orElseThrow();
        String layer = FakeQuantization.layer(trained.network(), node).name();
        uses.add(of(layer, false, type, activations.get(node.name())));
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
    return of(node.name(), true, type, value.rangeUse(type, 1, BINS, MARGIN));
  }

  /** Counted by the name of the quantizer; that of the image is left out. */
  private static Map<String, long[]> activations(TrainedNetwork trained, CalibrationImages images) {
    Network<RealOp> network = trained.network();
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.Quantize
          && !network.node(node.input()).op().beginsNetwork()) {
        inputs.put(node.name(), node.input());
      }
    }
    Map<String, long[]> sums = new LinkedHashMap<>();
    try (Model model = Model.frozen(trained)) {
      images.forEach(
          batch -> {
            Map<String, Value> maps = model.forward(batch, Set.copyOf(inputs.values())).features();
            inputs.forEach(
                (name, input) -> {
                  FixedPoint type = network.node(name).op().roundedTo().orElseThrow();
                  long[] counts = maps.get(input).rangeUse(type, type.step(), BINS, MARGIN);
                  sums.merge(name, counts, RangeUse::plus);
                });
          });
    }
    return sums;
  }

  private static long[] plus(long[] a, long[] b) {
    return IntStream.range(0, a.length).mapToLong(i -> a[i] + b[i]).toArray();
  }

  /** From the counts, and the two numbers behind them. */
  private static RangeUse of(String layer, boolean weights, FixedPoint type, long[] counted) {
    List<Long> counts = IntStream.range(0, BINS).mapToObj(i -> counted[i]).toList();
    return new RangeUse(layer, weights, type, counts, counted[BINS], counted[BINS + 1]);
  }
}
