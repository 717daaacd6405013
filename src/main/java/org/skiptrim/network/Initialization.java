package org.skiptrim.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import org.skiptrim.network.Parameters.Values;

/**
 * Fresh parameters, as each operation states how they start. The same seed makes the same numbers.
 */
public final class Initialization {
  private final Random random;

  private Initialization(long seed) {
    random = new Random(seed);
  }

  /** Parameters for every node of the network that has some. */
  public static Parameters of(Network<RealOp> network, long seed) {
    Initialization initialization = new Initialization(seed);
    Map<String, Map<String, Values>> all = new LinkedHashMap<>();
    for (Node<RealOp> node : network.nodes()) {
      Map<String, ParameterShape> shapes = network.parameters(node.name());
      if (!shapes.isEmpty()) {
        all.put(node.name(), initialization.values(shapes));
      }
    }
    return new Parameters(all);
  }

  private Map<String, Values> values(Map<String, ParameterShape> shapes) {
    Map<String, Values> values = new LinkedHashMap<>();
    List<Integer> weight = shapes.get("weight").extents();
    for (String name : new TreeSet<>(shapes.keySet()).descendingSet()) { // weights draw first
      ParameterShape shape = shapes.get(name);
      DoubleSupplier value = value(shape.start(), weight);
      double[] data = new double[shape.size()];
      Arrays.setAll(data, i -> (float) value.getAsDouble());
      values.put(name, new Values(shape.extents(), data));
    }
    return values;
  }

  /**
   * A value at a time.
   *
   * @param weight extents of the node's weights: outputs × inputs × …
   */
  private DoubleSupplier value(ParameterShape.Start start, List<Integer> weight) {
    return switch (start) {
      case ZERO -> () -> 0;
      case ONE -> () -> 1;
      case HE -> {
        double deviation = Math.sqrt(2.0 / (weight.get(0) * weight.get(2) * weight.get(3)));
        yield () -> deviation * random.nextGaussian();
      }
      case UNIFORM -> {
        double bound = 1 / Math.sqrt(weight.get(1));
        yield () -> bound * (2 * random.nextDouble() - 1);
      }
    };
  }
}
