package org.skiptrim.skips;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.network.DataOrder;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * Shortens a skip connection: instead of one around several convolutions there is one around each
 * (Tailor, arXiv 2301.07247, section 3.2).
 *
 * <pre>
 *   have:  fork ─▶ conv ─▶ norm ─▶ relu ─▶ conv ─▶ norm ─▶ relu ─▶ add
 *            └───────────────(shortcut)─────────────────────────────┘
 *
 *   want:  fork ─▶ conv ─▶ norm ─▶ relu ─▶ add ─▶ conv ─▶ norm ─▶ relu ─▶ add
 *            └───────────(shortcut)─────────┘ └────────────────────────────┘
 * </pre>
 *
 * What changes the shape on the skip stays on the first of the short ones. Nodes keep their names;
 * the new add is named after the node that it adds to.
 */
public final class Trimmer {
  private Trimmer() {}

  /** The skip connections around two convolutions or more. */
  public static List<SkipConnection> longSkips(Network<RealOp> network) {
    return SkipConnection.in(network).stream()
        .filter(skip -> convolutions(network, skip).size() > 1)
        .toList();
  }

  /**
   * The network with short skips in the place of that long one.
   *
   * @throws IllegalArgumentException if the branch has side paths, or its shape changes after the
   *     first convolution
   */
  public static Network<RealOp> shorten(Network<RealOp> network, SkipConnection skip) {
    List<Node<RealOp>> rewired = new ArrayList<>();
    List<Node<RealOp>> convolutions = convolutions(network, skip);
    String shortcut = skip.skip();
    for (Node<RealOp> node : network.nodes()) {
      if (convolutions.indexOf(node) > 0) { // a segment of the branch ends before it
        String end = node.input();
        String sum = end + ".add";
        checkShape(network, skip, end);
        rewired.add(new Node<>(sum, new RealOp.Add(), List.of(end, shortcut)));
        rewired.add(node.reading(end, sum));
        shortcut = sum;
      } else if (node.name().equals(skip.add())) {
        rewired.add(new Node<>(node.name(), node.op(), List.of(skip.branch(), shortcut)));
      } else {
        rewired.add(node);
      }
    }
    // a shortcut's nodes may stand after the first half of the branch
    return new Network<>(DataOrder.of(rewired));
  }

  private static void checkShape(Network<RealOp> network, SkipConnection skip, String end) {
    if (!network.shape(end).equals(network.shape(skip.skip()))) {
      throw new IllegalArgumentException(
          "the skip to '%s' cannot be shortened: '%s' has shape %s, the skip %s"
              .formatted(skip.add(), end, network.shape(end), network.shape(skip.skip())));
    }
  }

  /** Those on the branch, which has to be one path, in order. */
  private static List<Node<RealOp>> convolutions(Network<RealOp> network, SkipConnection skip) {
    List<Node<RealOp>> convolutions = new ArrayList<>();
    String at = skip.branch();
    while (!at.equals(skip.fork())) {
      Node<RealOp> node = network.node(at);
      if (node.inputs().size() != 1) {
        return List.of(); // it has skips of its own, or other side paths
      }
      if (node.op() instanceof RealOp.Conv2d) {
        convolutions.add(0, node);
      }
      at = node.input();
    }
    return convolutions;
  }
}
