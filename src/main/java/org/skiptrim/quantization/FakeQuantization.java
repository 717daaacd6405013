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
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Prepares a network for quantization-aware training: whatever a convolution, an add or a pool
 * reads goes through a {@code Quantize}, and weights get a type.
 *
 * <pre>
 *   have:  conv ─▶ norm ─▶ relu ─▶ conv        want:  conv ─▶ norm ─▶ relu ─▶ quantize ─▶ conv
 * </pre>
 *
 * Nodes keep their names, so the weights carry over; the quantizer of node {@code x} is {@code
 * x.quantize}. Where adds read another type than convolutions do, {@code x.sums} rounds for them,
 * and {@code x.quantize} rounds what comes of that.
 */
public final class FakeQuantization {
  private final Network<RealOp> network;
  private final Precision precision;
  private final List<Node<RealOp>> nodes = new ArrayList<>();
  private final Map<String, String> quantizers = new HashMap<>();
  private final Map<String, String> sums = new HashMap<>();
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

  /** The network without quantizers, with what it has learned. */
  public static TrainedNetwork remove(TrainedNetwork trained) {
    return new TrainedNetwork(remove(trained.network()), trained.parameters());
  }

  /** The network without its quantizers, and with weights of no type. */
  public static Network<RealOp> remove(Network<RealOp> network) {
    List<Node<RealOp>> left = new ArrayList<>();
    Map<String, String> sources = new HashMap<>();
    for (Node<RealOp> node : network.nodes()) {
      List<String> inputs =
          node.inputs().stream().map(input -> sources.getOrDefault(input, input)).toList();
      if (node.op() instanceof RealOp.Quantize) {
        sources.put(node.name(), inputs.get(0));
      } else {
        left.add(new Node<>(node.name(), node.op().withWeights(Optional.empty()), inputs));
      }
    }
    return new Network<>(left);
  }

  private void add(Node<RealOp> node) {
    List<String> inputs = node.inputs();
    if (node.op().readsIntegers()) {
      Map<String, String> read = RoundedLayers.leadsToAdd(network, node) ? sums : quantizers;
      inputs = inputs.stream().map(input -> read.getOrDefault(input, input)).toList();
    }
    RealOp op = node.op().withWeights(Optional.of(precision.weights(network, node)));
    nodes.add(new Node<>(node.name(), op, inputs));
    if (node.op().isNonNegative(nonNegative.containsAll(node.inputs()))) {
      nonNegative.add(node.name());
    }
    if (!node.op().keepsGrid() && RoundedLayers.isReadAsIntegers(network, node)) {
      addQuantizers(node);
    }
  }

  private void addQuantizers(Node<RealOp> node) {
    Node<RealOp> layer = RoundedLayers.layer(network, node);
    if (layer.op().beginsNetwork()) {
      quantizers.put(node.name(), quantizer(node, "quantize", node.name(), precision.input()));
      sums.put(node.name(), quantizers.get(node.name()));
      return;
    }
    boolean signed = !nonNegative.contains(node.name());
    FixedPoint activation = precision.activation(network, layer).withSigned(signed);
    FixedPoint sum = precision.sum(network, layer).withSigned(signed);
    boolean allAdd =
        network.readers(node.name()).stream()
            .allMatch(reader -> RoundedLayers.leadsToAdd(network, reader));
    boolean noneAdds = !RoundedLayers.isAdded(network, node);
    if (allAdd || noneAdds || sum.equals(activation)) {
      String only = quantizer(node, "quantize", node.name(), allAdd ? sum : activation);
      quantizers.put(node.name(), only);
      sums.put(node.name(), only);
    } else {
      sums.put(node.name(), quantizer(node, "sums", node.name(), sum));
      quantizers.put(node.name(), quantizer(node, "quantize", sums.get(node.name()), activation));
    }
  }

  private String quantizer(Node<RealOp> node, String suffix, String input, FixedPoint type) {
    String name = node.name() + "." + suffix;
    nodes.add(new Node<>(name, new RealOp.Quantize(type), List.of(input)));
    return name;
  }
}
