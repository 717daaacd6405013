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

  /** Where a short skip ends that is not the last of its branch. */
  enum End {
    /** As in the paper. */
    AFTER_RELU,
    /** So that it goes around a convolution and its batch norm alone; see {@link Merger}. */
    BEFORE_RELU
  }

  /** The skip connections around two convolutions or more, those that fade included. */
  public static List<SkipConnection> longSkips(Network<RealOp> network) {
    return SkipConnection.in(network).stream()
        .filter(
            skip ->
                Fading.weight(network, skip).isPresent() || convolutions(network, skip).size() > 1)
        .toList();
  }

  /**
   * The network with short skips in the place of that long one, which may have begun to fade.
   *
   * @throws IllegalArgumentException if the branch has side paths, or its shape changes after the
   *     first convolution
   */
  static Network<RealOp> shorten(Network<RealOp> network, SkipConnection skip, End where) {
    return Fading.weight(network, skip).isPresent()
        ? Shifting.end(network, skip)
        : shortened(network, skip, where);
  }

  /** The network on the way there: the long skip has that weight, the short ones what is left. */
  static Network<RealOp> fade(
      Network<RealOp> network, SkipConnection skip, double weight, End where) {
    return Fading.weight(network, skip).isPresent()
        ? Shifting.goOn(network, skip, weight)
        : Shifting.begin(network, shortened(network, skip, where), skip, weight);
  }

  private static Network<RealOp> shortened(
      Network<RealOp> network, SkipConnection skip, End where) {
    List<String> first = firstOfSegments(network, skip, where);
    List<Node<RealOp>> rewired = new ArrayList<>();
    String shortcut = skip.skip();
    for (Node<RealOp> node : network.nodes()) {
      if (first.contains(node.name())) {
        String end = node.input();
        String sum = end + ".add";
        checkShape(network, skip, end);
        rewired.add(new Node<>(sum, new RealOp.Add(), List.of(end, shortcut)));
        rewired.add(node.reading(end, sum));
        shortcut = node.op() instanceof RealOp.Relu ? node.name() : sum;
      } else if (node.name().equals(skip.add())) {
        rewired.add(new Node<>(node.name(), node.op(), List.of(skip.branch(), shortcut)));
      } else {
        rewired.add(node);
      }
    }
    // a shortcut's nodes may stand after the first half of the branch
    return new Network<>(DataOrder.of(rewired));
  }

  /** What reads the sum at the end of each short skip but the last. */
  private static List<String> firstOfSegments(
      Network<RealOp> network, SkipConnection skip, End where) {
    return convolutions(network, skip).stream()
        .skip(1)
        .map(
            convolution -> {
              Node<RealOp> before = network.node(convolution.input());
              boolean joins = where == End.BEFORE_RELU && before.op() instanceof RealOp.Relu;
              return joins ? before.name() : convolution.name();
            })
        .toList();
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
