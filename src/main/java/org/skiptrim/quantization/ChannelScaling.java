package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.CalibrationImages;

/**
 * Scales channels so that activations suit the types they are rounded to, by an exact rewrite:
 *
 * <pre>
 *   have:  norm (γ, β) ─▶ relu ─▶ quantize ─▶ conv (w)
 *   want:  norm (f·γ, f·β) ─▶ relu ─▶ quantize ─▶ conv (w / f)
 * </pre>
 *
 * A strict type fixes where its range ends; the factor decides which part of a channel's values
 * lies in it. Of some factors that with the least squared error on calibration images is taken, for
 * all channels together that an add joins. What suits one channel best makes the weights that read
 * it unlike those beside them, which are rounded in the same steps: so channels differ half as much
 * as they would like to (compare Nagel et al., arXiv 1906.04721; Xiao et al., SmoothQuant, arXiv
 * 2211.10438).
 */
final class ChannelScaling {
  /** From where nothing saturates to where the range ends at a sixteenth of the largest value. */
  private static final int FACTORS = 17;

  private static final double RATIO = Math.pow(2, 0.25);

  private final TrainedNetwork trained;
  private final Network<RealOp> network;
  private final ChannelClasses classes;

  /** The types that a node's results are rounded to, by its name. */
  private final Map<String, List<FixedPoint>> types = new LinkedHashMap<>();

  private final Map<Integer, Double> factors = new HashMap<>();

  private ChannelScaling(TrainedNetwork trained) {
    this.trained = trained;
    this.network = trained.network();
    this.classes = new ChannelClasses(network);
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.Quantize quantize) {
        types
            .computeIfAbsent(RoundedLayers.unrounded(network, node), name -> new ArrayList<>())
            .add(quantize.type());
      }
    }
  }

  /**
   * The same network, as long as nothing is rounded.
   *
   * @param learned without quantizers, or with those of another precision
   * @param withQuantizers the same network with those it is fitted to
   */
  static TrainedNetwork fitted(
      TrainedNetwork learned, Network<RealOp> withQuantizers, CalibrationImages images) {
    ChannelScaling scaling =
        new ChannelScaling(new TrainedNetwork(withQuantizers, learned.parameters()));
    try (Model model = Model.frozen(learned)) {
      scaling.choose(model, images);
    }
    return scaling.rewritten();
  }

  private void choose(Model model, CalibrationImages images) {
    Map<String, double[]> largest = new HashMap<>();
    images.forEach(
        batch ->
            features(model, batch)
                .forEach(
                    (name, map) ->
                        largest.merge(name, map.largestByChannel(), ChannelScaling::larger)));
    Map<Integer, Double> smallest = smallestFactors(largest);
    Map<Integer, double[]> errors = new HashMap<>();
    images.forEach(
        batch ->
            features(model, batch).forEach((name, map) -> addErrors(name, map, smallest, errors)));
    errors.forEach(
        (channelClass, sums) ->
            factors.put(
                channelClass, smallest.get(channelClass) * Math.pow(RATIO, smallestIndex(sums))));
    halveDifferences();
  }

  /** Halves what distinguishes the channels of a group, on a scale of powers. */
  private void halveDifferences() {
    Map<String, Set<Integer>> groups = new HashMap<>();
    for (String name : types.keySet()) {
      for (int c = 0; c < network.shape(name).channels(); c++) {
        if (factors.containsKey(classes.of(name, c))) {
          groups
              .computeIfAbsent(classes.group(name), group -> new HashSet<>())
              .add(classes.of(name, c));
        }
      }
    }
    for (Set<Integer> group : groups.values()) {
      double mean =
          Math.exp(
              group.stream().mapToDouble(c -> Math.log(factors.get(c))).average().orElseThrow());
      group.forEach(c -> factors.put(c, Math.sqrt(factors.get(c) * mean)));
    }
  }

  private Map<String, Value> features(Model model, Value batch) {
    Set<String> rounded = new HashSet<>(types.keySet());
    rounded.remove(network.input().name());
    return model.forward(batch, rounded).features();
  }

  private static double[] larger(double[] a, double[] b) {
    double[] larger = a.clone();
    Arrays.setAll(larger, i -> Math.max(a[i], b[i]));
    return larger;
  }

  /** For each free class the factor with which its largest value is that of its narrowest type. */
  private Map<Integer, Double> smallestFactors(Map<String, double[]> largest) {
    Map<Integer, Double> smallest = new HashMap<>();
    largest.forEach(
        (name, values) -> {
          double range = range(name);
          for (int c = 0; c < values.length; c++) {
            int channelClass = classes.of(name, c);
            if (classes.isFree(channelClass) && values[c] > 0) {
              smallest.merge(channelClass, range / values[c], Math::min);
            }
          }
        });
    return smallest;
  }

  private double range(String name) {
    return types.get(name).stream()
        .mapToDouble(type -> type.value(type.maxInteger()))
        .min()
        .orElseThrow();
  }

  private void addErrors(
      String name, Value map, Map<Integer, Double> smallest, Map<Integer, double[]> errors) {
    int channels = network.shape(name).channels();
    for (int i = 0; i < FACTORS; i++) {
      float[] tried = new float[channels];
      for (int c = 0; c < channels; c++) {
        tried[c] = (float) (smallest.getOrDefault(classes.of(name, c), 1.0) * Math.pow(RATIO, i));
      }
      for (FixedPoint type : types.get(name)) {
        double[] sums = map.squaredErrorsByChannel(type, tried);
        for (int c = 0; c < channels; c++) {
          int channelClass = classes.of(name, c);
          if (smallest.containsKey(channelClass)) {
            errors.computeIfAbsent(channelClass, k -> new double[FACTORS])[i] += sums[c];
          }
        }
      }
    }
  }

  static int smallestIndex(double[] values) {
    int smallest = 0;
    for (int i = 1; i < values.length; i++) {
      smallest = values[i] < values[smallest] ? i : smallest;
    }
    return smallest;
  }

  private TrainedNetwork rewritten() {
    Parameters changed = trained.parameters();
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        changed = changed.with(node.name(), "weight", scaled(node, "weight"));
        changed = changed.with(node.name(), "bias", scaled(node, "bias"));
      } else if (node.op().weightType().isPresent()) {
        changed = changed.with(node.name(), "weight", takenBack(node));
      }
    }
    return new TrainedNetwork(network, changed);
  }

  private Values scaled(Node<RealOp> norm, String name) {
    double[] data = trained.parameters().get(norm.name(), name).data().clone();
    for (int c = 0; c < data.length; c++) {
      data[c] *= factor(norm.name(), c);
    }
    return Values.vector(data);
  }

  /** Weights are outputs × inputs × …: each input's channel has its factor. */
  private Values takenBack(Node<RealOp> node) {
    Values weight = trained.parameters().get(node.name(), "weight");
    List<Integer> shape = weight.shape();
    int inputs = shape.get(1);
    double[] data = weight.data().clone();
    int window = data.length / shape.get(0) / inputs;
    for (int i = 0; i < data.length; i++) {
      data[i] /= factor(node.input(), i / window % inputs);
    }
    return new Values(shape, data);
  }

  private double factor(String name, int channel) {
    return factors.getOrDefault(classes.of(name, channel), 1.0);
  }
}
