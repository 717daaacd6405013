package org.skiptrim.skips;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Window;

/**
 * The branch beside a skip connection that {@link Absorber} can absorb: one path that begins with a
 * convolution, goes on with batch norms, ReLUs and convolutions, and ends with a convolution and
 * its batch norm.
 *
 * @param nodes after the fork as far as the add
 * @param carried how many channels of the fork its nodes have to hand through
 */
record AbsorbingBranch(List<Node<RealOp>> nodes, int carried) {

  /**
   * The branch beside that skip.
   *
   * @throws IllegalArgumentException if the skip cannot be absorbed, saying why
   */
  static AbsorbingBranch of(Network<RealOp> network, SkipConnection skip) {
    try {
      AbsorbingBranch branch =
          new AbsorbingBranch(path(network, skip), network.shape(skip.fork()).channels());
      branch.checkEnds();
      branch.checkSigns(network, skip.fork());
      branch.checkPixels(network, PixelMap.stride(network, skip.fork(), skip.skip()));
      return branch;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the skip to '%s' cannot be absorbed: %s".formatted(skip.add(), e.getMessage()), e);
    }
  }

  /** The convolution that adds what the others have handed through. */
  Node<RealOp> lastConvolution() {
    return nodes.get(nodes.size() - 2);
  }

  /** The batch norm after it. */
  Node<RealOp> lastNorm() {
    return nodes.get(nodes.size() - 1);
  }

  /** Whether a node makes the further channels, too. */
  boolean carries(Node<RealOp> node) {
    return nodes.indexOf(node) >= 0 && nodes.indexOf(node) < nodes.size() - 2;
  }

  private static List<Node<RealOp>> path(Network<RealOp> network, SkipConnection skip) {
    List<Node<RealOp>> path = new ArrayList<>();
    String at = skip.branch();
    while (!at.equals(skip.fork())) {
      Node<RealOp> node = network.node(at);
      check(isKnown(node.op()), "'%s' is on its branch, a %s".formatted(at, kind(node)));
      check(network.readers(at).size() == 1, "others than its branch read '" + at + "'");
      path.add(0, node);
      at = node.input();
    }
    return path;
  }

  private static boolean isKnown(RealOp op) {
    return op instanceof RealOp.Conv2d
        || op instanceof RealOp.BatchNorm
        || op instanceof RealOp.Relu;
  }

  private void checkEnds() {
    Node<RealOp> first = nodes.get(0);
    check(
        first.op() instanceof RealOp.Conv2d,
        "its branch begins with '%s', a %s, and not with a convolution"
            .formatted(first.name(), kind(first)));
    Node<RealOp> end = lastNorm();
    check(
        nodes.size() >= 2
            && end.op() instanceof RealOp.BatchNorm
            && lastConvolution().op() instanceof RealOp.Conv2d,
        "its branch ends with '%s', a %s, and not with a convolution and a batch norm, so that no convolution can do the adding"
            .formatted(end.name(), kind(end)));
  }

  /** Else a ReLU would not let all of it through. */
  private void checkSigns(Network<RealOp> network, String fork) {
    for (Node<RealOp> node : nodes) {
      check(
          !(node.op() instanceof RealOp.Relu) || nonNegative(network).contains(fork),
          "'%s' may be negative, and the ReLU '%s' on its branch would cut that off"
              .formatted(fork, node.name()));
    }
  }

  private static Set<String> nonNegative(Network<RealOp> network) {
    Set<String> found = new HashSet<>();
    for (Node<RealOp> node : network.nodes()) {
      if (node.op().isNonNegative(found.containsAll(node.inputs()))) {
        found.add(node.name());
      }
    }
    return found;
  }

  /** Each convolution has a tap that sees, for all of its results, the pixels that a skip keeps. */
  private void checkPixels(Network<RealOp> network, int skipStride) {
    int stride = 1;
    for (Node<RealOp> node : nodes) {
      if (node.op() instanceof RealOp.Conv2d op) {
        int height = network.shape(node.input()).height();
        int width = network.shape(node.input()).width();
        Window kept = Window.subsampling(op.stride());
        check(
            op.padding() < op.kernel()
                && network.shape(node.name()).height() == kept.extent(height)
                && network.shape(node.name()).width() == kept.extent(width),
            "'%s' has no tap that sees the pixels of its input one by one".formatted(node.name()));
        stride *= op.stride();
      }
    }
    check(stride == skipStride, "its branch and its skip keep other pixels");
  }

  private static String kind(Node<RealOp> node) {
    return node.op().getClass().getSimpleName();
  }

  private static void check(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
