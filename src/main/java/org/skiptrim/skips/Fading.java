package org.skiptrim.skips;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * Lets a skip connection fade: what comes through it is multiplied with a weight below 1.
 *
 * <pre>
 *   have:  fork ─▶ … ─▶ branch ─▶ add        want:  fork ─▶ … ─▶ branch ─▶ add
 *            └──────────skip───────┘                  └───skip ─▶ scale w ──┘
 * </pre>
 */
final class Fading {
  private static final String SUFFIX = ".fade";

  private Fading() {}

  /** The network with that weight on that skip, whatever it was before. */
  static Network<RealOp> fade(Network<RealOp> network, SkipConnection skip, double weight) {
    String name = name(skip);
    boolean fades = network.find(name).isPresent();
    List<Node<RealOp>> rewired = new ArrayList<>();
    for (Node<RealOp> node : network.nodes()) {
      if (node.name().equals(name)) {
        rewired.add(new Node<>(name, new RealOp.Scale(weight), node.inputs()));
      } else if (node.name().equals(skip.add()) && !fades) {
        rewired.add(new Node<>(name, new RealOp.Scale(weight), List.of(skip.skip())));
        rewired.add(new Node<>(node.name(), node.op(), List.of(skip.branch(), name)));
      } else {
        rewired.add(node);
      }
    }
    return new Network<>(rewired);
  }

  /** The node that has the weight. */
  static String name(SkipConnection skip) {
    return skip.add() + SUFFIX;
  }

  /** The weight of a skip that has begun to fade. */
  static Optional<Double> weight(Network<RealOp> network, SkipConnection skip) {
    return network.find(name(skip)).map(node -> ((RealOp.Scale) node.op()).factor());
  }
}
