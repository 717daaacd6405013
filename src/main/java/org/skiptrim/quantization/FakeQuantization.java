package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;

/**
 * Prepares a network for quantization-aware training: whatever a convolution, an add or a pool
 * reads goes through a {@code Quantize}, and weights get a type.
 *
 * <pre>
 *   have:  conv ─▶ norm ─▶ relu ─▶ conv        want:  conv ─▶ norm ─▶ relu ─▶ quantize ─▶ conv
 * </pre>
 *
 * Nodes keep their names, so the weights carry over; the quantizer of node {@code x} is {@code
 * x.quantize}.
 */
public final class FakeQuantization {
  private final Network network;
  private final Precision precision;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, String> quantizers = new HashMap<>();
  private final Set<String> nonNegative = new HashSet<>();

  private FakeQuantization(Network network, Precision precision) {
    this.network = network;
    this.precision = precision;
  }

  /** The same network with quantizers. */
  public static Network insert(Network network, Precision precision) {
    FakeQuantization rewrite = new FakeQuantization(network, precision);
    network.nodes().forEach(rewrite::add);
    return new Network(rewrite.nodes);
  }

  private void add(Node node) {
    List<String> inputs = node.inputs();
    if (readsIntegers(node.op())) {
      inputs = inputs.stream().map(input -> quantizers.getOrDefault(input, input)).toList();
    }
    nodes.add(new Node(node.name(), withWeights(node.op()), inputs));
    if (isNonNegative(node)) {
      nonNegative.add(node.name());
    }
    if (!keepsGrid(node.op())
        && network.readers(node.name()).stream().anyMatch(reader -> readsIntegers(reader.op()))) {
      addQuantizer(node);
    }
  }

  private void addQuantizer(Node node) {
    boolean isInput = node.op() instanceof Op.Input;
    String name = node.name() + ".quantize";
    Op quantize =
        new Op.Quantize(
            isInput ? precision.input() : precision.activation(nonNegative.contains(node.name())));
    nodes.add(new Node(name, quantize, List.of(node.name())));
    quantizers.put(node.name(), name);
  }

  private static boolean readsIntegers(Op op) {
    return op instanceof Op.Conv2d
        || op instanceof Op.Add
        || op instanceof Op.GlobalAveragePool
        || keepsGrid(op);
  }

  /** Whether its results are values that it has read, or zeros. */
  private static boolean keepsGrid(Op op) {
    return op instanceof Op.ZeroPadShortcut;
  }

  private boolean isNonNegative(Node node) {
    return node.op() instanceof Op.Relu
        || keepsGrid(node.op()) && nonNegative.contains(node.input())
        || node.op() instanceof Op.Add && nonNegative.containsAll(node.inputs());
  }

  private Op withWeights(Op op) {
    Optional<FixedPoint> type = Optional.of(precision.weights());
    if (op instanceof Op.Conv2d c) {
      return new Op.Conv2d(c.outputs(), c.kernel(), c.stride(), c.padding(), type);
    }
    return op instanceof Op.Dense d ? new Op.Dense(d.outputs(), type) : op;
  }
}
