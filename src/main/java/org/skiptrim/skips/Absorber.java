package org.skiptrim.skips;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Absorbs a skip connection into the convolutions of its branch, which computes the same without
 * any learning (RMNet: Meng et al., arXiv 2111.00687, "reserving and merging").
 *
 * <pre>
 *   have:  fork ─▶ conv ─▶ norm ─▶ relu ─▶ conv ─▶ norm ─▶ add ─▶ relu
 *            └───────────────(shortcut)────────────────────┘
 *
 *   want:  fork ─▶ conv ─▶ norm ─▶ relu ─▶ conv ─▶ norm ─▶ relu
 *            └ ─ ─▶ 1 ─ ─ ─▶ 1 ─ ─ ─▶ 1 ─ ─ ─▶ │         (further channels of the same nodes)
 * </pre>
 *
 * The further channels hand the fork's pixels through: a weight of 1 at the tap that sees the pixel
 * itself, a batch norm that changes nothing, a ReLU of what is not negative. The last convolution
 * has its batch norm folded into it, so that no gain is divided by, and adds them with the weights
 * of the shortcut. Nodes keep their names, and no other node gets wider.
 */
public final class Absorber {
  private Absorber() {}

  /**
   * The graph with all of its skip connections absorbed.
   *
   * @throws IllegalArgumentException saying which one cannot be, and why
   */
  public static Network<RealOp> absorbAll(Network<RealOp> network) {
    Network<RealOp> rewritten = network;
    List<SkipConnection> left = SkipConnection.in(rewritten);
    while (!left.isEmpty()) {
      rewritten = absorbed(rewritten, AbsorbingBranch.of(rewritten, left.get(0)), left.get(0));
      left = SkipConnection.in(rewritten);
    }
    return rewritten;
  }

  /**
   * The network with all of its skip connections absorbed.
   *
   * @throws IllegalArgumentException saying which one cannot be, and why
   */
  public static TrainedNetwork absorbAll(TrainedNetwork trained) {
    TrainedNetwork rewritten = trained;
    List<SkipConnection> left = SkipConnection.in(rewritten.network());
    while (!left.isEmpty()) {
      rewritten = absorb(rewritten, left.get(0));
      left = SkipConnection.in(rewritten.network());
    }
    return rewritten;
  }

  /** The network with that skip connection absorbed. */
  static TrainedNetwork absorb(TrainedNetwork trained, SkipConnection skip) {
    Network<RealOp> network = trained.network();
    AbsorbingBranch branch = AbsorbingBranch.of(network, skip);
    Network<RealOp> plain = absorbed(network, branch, skip);
    PixelMap shortcut = PixelMap.of(trained, skip.fork(), skip.skip());
    Parameters parameters = AbsorbedWeights.of(trained, branch, shortcut).restrictedTo(plain);
    return new TrainedNetwork(plain, parameters);
  }

  /** Every convolution but the last makes the fork's channels, too. */
  private static Network<RealOp> absorbed(
      Network<RealOp> network, AbsorbingBranch branch, SkipConnection skip) {
    List<Node<RealOp>> widened = new ArrayList<>();
    for (Node<RealOp> node : network.nodes()) {
      widened.add(branch.carries(node) ? wider(node, branch.carried()) : node);
    }
    return Skipper.remove(new Network<>(widened), skip);
  }

  private static Node<RealOp> wider(Node<RealOp> node, int channels) {
    if (!(node.op() instanceof RealOp.Conv2d op)) {
      return node; // as wide as what it reads
    }
    return new Node<>(node.name(), op.withOutputs(op.outputs() + channels), node.inputs());
  }
}
