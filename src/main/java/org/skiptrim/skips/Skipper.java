package org.skiptrim.skips;

import java.util.List;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * Removes a skip connection.
 *
 * <pre>
 *   have:  fork ─▶ … ─▶ branch ─▶ add ─▶ relu        want:  fork ─▶ … ─▶ branch ─▶ relu
 *            └───────(projection)──┘
 * </pre>
 *
 * Whoever read the add reads the branch; what nothing reads any more (the add, a projection) is
 * gone.
 */
public final class Skipper {
  private Skipper() {}

  /** The network without that skip connection; every node that is left keeps its name. */
  public static Network<RealOp> remove(Network<RealOp> network, SkipConnection connection) {
    List<Node<RealOp>> rewired =
        network.nodes().stream()
            .map(node -> node.reading(connection.add(), connection.branch()))
            .toList();
    return Network.pruned(rewired);
  }
}
