package org.skiptrim.skips;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.network.DataOrder;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * Lets a long skip connection fade while the short ones that take its place grow. Their weights are
 * {@code w} and {@code 1 − w}, so that there is a way of weight 1 past each convolution all the
 * time.
 *
 * <pre>
 *   want:  fork ─▶ conv ─▶ … ─▶ add ─▶ … ─▶ conv ─▶ … ─▶ add ──▶ add
 *            ├──▶ scale 1 − w ───┘ └──────▶ scale 1 − w ────│─────┘
 *            └────────────────────────────▶ scale w ────────┘
 * </pre>
 */
final class Shifting {
  private static final String GROWING = ".growing";
  private static final String WITH_LONG = ".faded";

  private final SkipConnection skip;
  private final double weight;

  private Shifting(SkipConnection skip, double weight) {
    this.skip = skip;
    this.weight = weight;
  }

  /**
   * The network with that weight on a long skip that has not begun to fade.
   *
   * @param shortened with the short skips in its place
   */
  static Network<RealOp> begin(
      Network<RealOp> network, Network<RealOp> shortened, SkipConnection skip, double weight) {
    return new Shifting(skip, weight).withBoth(network, shortened);
  }

  /** The network with that weight on a skip that has begun to fade. */
  static Network<RealOp> goOn(Network<RealOp> network, SkipConnection skip, double weight) {
    Shifting shifting = new Shifting(skip, weight);
    return new Network<>(network.nodes().stream().map(shifting::reweighted).toList());
  }

  /** The network in which the short skips have all of the weight. */
  static Network<RealOp> end(Network<RealOp> network, SkipConnection skip) {
    Network<RealOp> ended = network;
    for (Node<RealOp> node : network.nodes()) {
      if (isGrowing(node, skip) || node.name().equals(skip.add() + WITH_LONG)) {
        ended = bypassed(ended, node);
      }
    }
    return Network.pruned(ended.nodes());
  }

  private Network<RealOp> withBoth(Network<RealOp> network, Network<RealOp> shortened) {
    List<Node<RealOp>> nodes = new ArrayList<>();
    for (Node<RealOp> node : shortened.nodes()) {
      boolean last = node.name().equals(skip.add());
      if (last || network.find(node.name()).isEmpty()) {
        String way = last ? withLong(node.inputs().get(0), nodes) : node.inputs().get(0);
        String growing = skip.add() + GROWING + nodes.size();
        nodes.add(scale(growing, 1 - weight, node.inputs().get(1)));
        nodes.add(new Node<>(node.name(), node.op(), List.of(way, growing)));
      } else {
        nodes.add(node);
      }
    }
    return new Network<>(DataOrder.of(nodes));
  }

  /** Adds what comes through the long one to the end of the branch. */
  private String withLong(String branch, List<Node<RealOp>> nodes) {
    String fade = Fading.name(skip);
    String sum = skip.add() + WITH_LONG;
    nodes.add(scale(fade, weight, skip.skip()));
    nodes.add(new Node<>(sum, new RealOp.Add(), List.of(branch, fade)));
    return sum;
  }

  private Node<RealOp> reweighted(Node<RealOp> node) {
    if (node.name().equals(Fading.name(skip))) {
      return scale(node.name(), weight, node.input());
    }
    return isGrowing(node, skip) ? scale(node.name(), 1 - weight, node.input()) : node;
  }

  private static boolean isGrowing(Node<RealOp> node, SkipConnection skip) {
    return node.name().startsWith(skip.add() + GROWING);
  }

  private static Node<RealOp> scale(String name, double factor, String input) {
    return new Node<>(name, new RealOp.Scale(factor), List.of(input));
  }

  /** Whoever read the node reads the first of what it reads. */
  private static Network<RealOp> bypassed(Network<RealOp> network, Node<RealOp> node) {
    String first = network.node(node.name()).inputs().get(0);
    return Network.pruned(
        network.nodes().stream().map(other -> other.reading(node.name(), first)).toList());
  }
}
