package org.skiptrim.quantization;

import java.util.List;
import java.util.function.BiPredicate;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/** Where a graph's values are rounded, or would be, and which layer they come from. */
final class RoundedLayers {
  private RoundedLayers() {}

  /** The layers whose results are rounded, but for the image. */
  static List<Node<RealOp>> rounded(Network<RealOp> network) {
    return layers(network, RoundedLayers::isReadAsIntegers);
  }

  /** The layers whose results adds read. */
  static List<Node<RealOp>> addedUp(Network<RealOp> network) {
    return layers(network, RoundedLayers::isAdded);
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

  /** Whether something reads it that reads integers. */
  static boolean isReadAsIntegers(Network<RealOp> network, Node<RealOp> node) {
    return network.readers(node.name()).stream().anyMatch(reader -> reader.op().readsIntegers());
  }

  /** Whether an add reads it, as it is or through what keeps its grid. */
  static boolean isAdded(Network<RealOp> network, Node<RealOp> node) {
    return network.readers(node.name()).stream().anyMatch(reader -> leadsToAdd(network, reader));
  }

  /** Whether a reader is an add, or keeps the grid of what an add then reads. */
  static boolean leadsToAdd(Network<RealOp> network, Node<RealOp> reader) {
    return reader.op() instanceof RealOp.Add
        || (reader.op().keepsGrid() && isAdded(network, reader));
  }
}
