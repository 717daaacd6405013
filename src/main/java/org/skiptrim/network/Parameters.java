package org.skiptrim.network;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The numbers a network computes with: values by node name and parameter name. Doubles hold float32
 * weights and the integers of a quantized network alike, exactly.
 */
public record Parameters(Map<String, Map<String, Values>> nodes) {

  /**
   * One parameter.
   *
   * @param shape the extents, slowest first
   * @param data row-major; not to be written to
   */
  public record Values(List<Integer> shape, double[] data) {

    /** Checks that the extents multiply to the length of the data. */
    public Values {
      shape = List.copyOf(shape);
      int size = shape.stream().reduce(1, (a, b) -> a * b);
      if (size != data.length) {
        throw new IllegalArgumentException(
            "shape " + shape + " holds " + size + " values, not " + data.length);
      }
    }

    /** A vector. */
    public static Values vector(double... data) {
      return new Values(List.of(data.length), data);
    }

    /** The values as integers. */
    public long[] toLongs() {
      return Arrays.stream(data).mapToLong(value -> (long) value).toArray();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Values values
          && shape.equals(values.shape)
          && Arrays.equals(data, values.data);
    }

    @Override
    public int hashCode() {
      return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
      return "Values" + shape;
    }
  }

  /**
   * Copies the maps: nodes in their order, a node's parameters by name, so that files are the same.
   */
  public Parameters {
    Map<String, Map<String, Values>> copy = new LinkedHashMap<>();
    nodes.forEach(
        (node, values) -> copy.put(node, Collections.unmodifiableMap(new TreeMap<>(values))));
    nodes = Collections.unmodifiableMap(copy);
  }

  /**
   * One parameter of one node.
   *
   * @throws IllegalArgumentException naming both, if there is none
   */
  public Values get(String node, String name) {
    Values values = nodes.getOrDefault(node, Map.of()).get(name);
    if (values == null) {
      throw new IllegalArgumentException("node '" + node + "' has no parameter '" + name + "'");
    }
    return values;
  }

  /** These with one parameter replaced or added. */
  public Parameters with(String node, String name, Values values) {
    Map<String, Map<String, Values>> changed = new LinkedHashMap<>(nodes);
    Map<String, Values> ofNode = new LinkedHashMap<>(changed.getOrDefault(node, Map.of()));
    ofNode.put(name, values);
    changed.put(node, ofNode);
    return new Parameters(changed);
  }

  /** Those of the nodes that {@code network} still has. */
  public Parameters restrictedTo(Network<?> network) {
    Map<String, Map<String, Values>> kept = new LinkedHashMap<>(nodes);
    kept.keySet().removeIf(name -> network.find(name).isEmpty());
    return new Parameters(kept);
  }

  /**
   * Checks that these are the parameters of a network.
   *
   * @throws IllegalArgumentException naming one that is missing, too many or of another shape
   */
  public void checkFor(Network<?> network) {
    for (Node<?> node : network.nodes()) {
      Map<String, ParameterShape> wanted = network.parameters(node.name());
      wanted.forEach((name, shape) -> checkShape(node.name(), name, shape));
      for (String name : nodes.getOrDefault(node.name(), Map.of()).keySet()) {
        if (!wanted.containsKey(name)) {
          throw new IllegalArgumentException(
              "node '%s' (%s) has no parameter '%s', but a value for it is given"
                  .formatted(node.name(), node.op().getClass().getSimpleName(), name));
        }
      }
    }
    for (String name : nodes.keySet()) {
      if (network.find(name).isEmpty()) {
        throw new IllegalArgumentException(
            "there are parameters for '" + name + "', but the network has no such node");
      }
    }
  }

  /**
   * Checks that all values are numbers: a single one that is not makes every accuracy meaningless.
   *
   * @throws IllegalArgumentException naming the first parameter with others, and how many it has
   */
  public void checkFinite() {
    nodes.forEach(
        (node, values) -> values.forEach((name, found) -> checkFinite(node, name, found)));
  }

  private static void checkFinite(String node, String name, Values values) {
    long wrong = Arrays.stream(values.data()).filter(value -> !Double.isFinite(value)).count();
    if (wrong > 0) {
      throw new IllegalArgumentException(
          "parameter '%s' of node '%s': %s of %s values are NaN or infinite"
              .formatted(name, node, wrong, values.data().length));
    }
  }

  private void checkShape(String node, String name, ParameterShape wanted) {
    Values found = nodes.getOrDefault(node, Map.of()).get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "node '%s' has no parameter '%s'; it must have one of shape %s"
              .formatted(node, name, wanted.extents()));
    }
    if (!found.shape().equals(wanted.extents())) {
      throw new IllegalArgumentException(
          "parameter '%s' of node '%s' has shape %s; it must be %s"
              .formatted(name, node, found.shape(), wanted.extents()));
    }
  }
}
