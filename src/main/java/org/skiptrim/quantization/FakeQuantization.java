package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

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
  private final Network<RealOp> network;
  private final Precision precision;
  private final List<Node<RealOp>> nodes = new ArrayList<>();
  private final Map<String, String> quantizers = new HashMap<>();
  private final Set<String> nonNegative = new HashSet<>();

  private FakeQuantization(Network<RealOp> network, Precision precision) {
    this.network = network;
    this.precision = precision;
  }

  /** The same network with quantizers. */
  public static Network<RealOp> insert(Network<RealOp> network, Precision precision) {
    FakeQuantization rewrite = new FakeQuantization(network, precision);
    network.nodes().forEach(rewrite::add);
    return new Network<>(rewrite.nodes);
  }

  private void add(Node<RealOp> node) {
    List<String> inputs = node.inputs();
    if (node.op().readsIntegers()) {
      inputs = inputs.stream().map(input -> quantizers.getOrDefault(input, input)).toList();
    }
    nodes.add(
        new Node<>(node.name(), node.op().withWeights(precision.weights(network, node)), inputs));
    if (node.op().isNonNegative(nonNegative.containsAll(node.inputs()))) {
      nonNegative.add(node.name());
    }
    boolean isReadAsIntegers =
        network.readers(node.name()).stream().anyMatch(reader -> reader.op().readsIntegers());
    if (!node.op().keepsGrid() && isReadAsIntegers) {
      addQuantizer(node);
    }
  }

  private void addQuantizer(Node<RealOp> node) {
    String name = node.name() + ".quantize";
    RealOp quantize =
        new RealOp.Quantize(
            node.op().beginsNetwork()
                ? precision.input()
                : precision.activation(nonNegative.contains(node.name())));
    nodes.add(new Node<>(name, quantize, List.of(node.name())));
    quantizers.put(node.name(), name);
  }
}
