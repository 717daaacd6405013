package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.skiptrim.fixedpoint.FixedPoint;
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

  /** The network without its quantizers, and with weights of no type. */
  public static Network<RealOp> removed(Network<RealOp> network) {
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

  /** The layers whose results are rounded, but for the image. */
  static List<Node<RealOp>> rounded(Network<RealOp> network) {
    return layers(network, FakeQuantization::isReadAsIntegers);
  }

  /** The layers whose results adds read. */
  static List<Node<RealOp>> addedUp(Network<RealOp> network) {
    return layers(network, FakeQuantization::isAdded);
  }

  private static List<Node<RealOp>> layers(
      Network<RealOp> network, BiPredicate<Network<RealOp>, Node<RealOp>> isRead) {
    return network.nodes().stream()
        .filter(node -> !node.op().keepsGrid() && isRead.test(network, node))
        .map(node -> layer(network, node))
        .filter(layer -> !layer.op().beginsNetwork())
        .distinct()
        .toList();
  }

  /** What a quantizer rounds, before any other quantizer. */
  static String unrounded(Network<RealOp> network, Node<RealOp> quantizer) {
    Node<RealOp> input = network.node(quantizer.input());
    return input.op() instanceof RealOp.Quantize ? unrounded(network, input) : input.name();
  }

  /** What a result comes from: a convolution, an add, or the image. */
  static Node<RealOp> layer(Network<RealOp> network, Node<RealOp> node) {
    return node.op().readsIntegers() || node.op().beginsNetwork()
        ? node
        : layer(network, network.node(node.input()));
  }

  private static boolean isReadAsIntegers(Network<RealOp> network, Node<RealOp> node) {
    return network.readers(node.name()).stream().anyMatch(reader -> reader.op().readsIntegers());
  }

  /** Whether an add reads it, as it is or through what keeps its grid. */
  private static boolean isAdded(Network<RealOp> network, Node<RealOp> node) {
    return network.readers(node.name()).stream().anyMatch(reader -> leadsToAdd(network, reader));
  }

  private static boolean leadsToAdd(Network<RealOp> network, Node<RealOp> reader) {
    return reader.op() instanceof RealOp.Add
        || (reader.op().keepsGrid() && isAdded(network, reader));
  }

  private void add(Node<RealOp> node) {
    List<String> inputs = node.inputs();
    if (node.op().readsIntegers()) {
      Map<String, String> read = leadsToAdd(network, node) ? sums : quantizers;
      inputs = inputs.stream().map(input -> read.getOrDefault(input, input)).toList();
    }
    RealOp op = node.op().withWeights(Optional.of(precision.weights(network, node)));
    nodes.add(new Node<>(node.name(), op, inputs));
    if (node.op().isNonNegative(nonNegative.containsAll(node.inputs()))) {
      nonNegative.add(node.name());
    }
    if (!node.op().keepsGrid() && isReadAsIntegers(network, node)) {
      addQuantizers(node);
    }
  }

  private void addQuantizers(Node<RealOp> node) {
    Node<RealOp> layer = layer(network, node);
    if (layer.op().beginsNetwork()) {
      quantizers.put(node.name(), quantizer(node, "quantize", node.name(), precision.input()));
      sums.put(node.name(), quantizers.get(node.name()));
      return;
    }
    boolean signed = !nonNegative.contains(node.name());
    FixedPoint activation = precision.activation(network, layer).withSigned(signed);
    FixedPoint sum = precision.sum(network, layer).withSigned(signed);
    boolean allAdd =
        network.readers(node.name()).stream().allMatch(reader -> leadsToAdd(network, reader));
    boolean noneAdds = !isAdded(network, node);
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
