package org.skiptrim.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

/** The network as far as it has been read. */
final class Draft {
  /** Nodes can share weights, so that a small file could fill the memory. */
  private static final long MOST_NUMBERS = 1L << 26;

  private final NodeNames names = new NodeNames();
  private final List<Node<RealOp>> nodes = new ArrayList<>();
  private final Map<String, Map<String, Values>> parameters = new LinkedHashMap<>();
  private final Map<String, Shape> shapeOf = new HashMap<>();
  private final Set<String> nonNegative = new HashSet<>();
  private long numbers;

  NodeNames names() {
    return names;
  }

  /** Adds a node without parameters. */
  Feature add(String name, RealOp op, Feature... inputs) throws Unsupported {
    return add(name, op, Map.of(), inputs);
  }

  /**
   * Adds a node.
   *
   * @throws Unsupported if the operation cannot take such inputs
   */
  Feature add(String name, RealOp op, Map<String, Values> values, Feature... inputs)
      throws Unsupported {
    List<String> from = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (Feature input : inputs) {
      if (!input.isPlain() && !(input.isVector() && input.isWhole())) {
        throw new Unsupported(
            "it reads a map that was "
                + (input.channelsLast()
                    ? "transposed to channels last"
                    : "padded or of which pixels were dropped"));
      }
      from.add(input.node());
      shapes.add(input.shape());
    }
    Shape shape = output(op, shapes);
    nodes.add(new Node<>(name, op, from));
    shapeOf.put(name, shape);
    if (op.isNonNegative(nonNegative.containsAll(from))) {
      nonNegative.add(name);
    }
    if (!values.isEmpty()) {
      numbers += values.values().stream().mapToLong(more -> more.data().length).sum();
      if (numbers > MOST_NUMBERS) {
        throw new Unsupported(
            "with it the network has more than %,d numbers".formatted(MOST_NUMBERS));
      }
      parameters.put(name, values);
    }
    return Feature.of(name, shape);
  }

  private static Shape output(RealOp op, List<Shape> inputs) throws Unsupported {
    try {
      return op.output(inputs);
    } catch (IllegalArgumentException e) {
      throw new Unsupported(e.getMessage());
    }
  }

  /** Whether none of a node's values can be negative. */
  boolean isNonNegative(String node) {
    return nonNegative.contains(node);
  }

  /** All that a feature's node makes: without the pixels being dropped. */
  Feature whole(Feature feature) {
    return Feature.of(feature.node(), shapeOf.get(feature.node()));
  }

  /** What the last node depends on; nodes that nothing reads are dropped. */
  TrainedNetwork network(Feature logits) {
    int last = 0;
    while (!nodes.get(last).name().equals(logits.node())) {
      last++;
    }
    Network<RealOp> network = Network.pruned(nodes.subList(0, last + 1));
    return new TrainedNetwork(network, new Parameters(parameters).restrictedTo(network));
  }
}
