package org.skiptrim.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
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
    for (String name : new TreeSet<>(shapes.keySet()).descendingSet()) { // weights draw first
      ParameterShape shape = shapes.get(name);
      double[] data = new double[shape.size()];
      Arrays.setAll(data, i -> (float) shape.start().next(random));
      values.put(name, new Values(shape.extents(), data));
    }
    return values;
  }
}
