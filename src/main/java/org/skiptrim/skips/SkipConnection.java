package org.skiptrim.skips;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/**
 * A skip connection: two paths from one node that meet in an add, one of them with less work on it.
 *
 * <pre>
 *   fork ──▶ conv ─▶ norm ─▶ relu ─▶ conv ─▶ norm ──▶ add        the branch
 *     └──────────────────(conv 1×1 ─▶ norm)────────────┘         the skip
 * </pre>
 *
 * @param add the node where the paths meet
 * @param fork the node where they part
 * @param branch the add's input that ends the longer path
 * @param skip the add's input that ends the shorter path; the fork itself if the skip is the
 *     identity
 */
public record SkipConnection(String add, String fork, String branch, String skip) {

  /** All of them, from the network's input to its output. Found in the graph, whatever built it. */
  public static List<SkipConnection> in(Network<RealOp> network) {
    return network.nodes().stream()
        .filter(node -> node.op() instanceof RealOp.Add)
        .flatMap(node -> at(network, node).stream())
        .toList();
  }

  private static Optional<SkipConnection> at(Network<RealOp> network, Node<RealOp> add) {
    String first = add.inputs().get(0);
    String second = add.inputs().get(1);
    String fork = network.fork(first, second);
    int firstWork = work(network, fork, first);
    int secondWork = work(network, fork, second);
    if (firstWork == secondWork) {
      return Optional.empty(); // two equal branches: neither is a skip
    }
    return Optional.of(
        firstWork > secondWork
            ? new SkipConnection(add.name(), fork, first, second)
            : new SkipConnection(add.name(), fork, second, first));
  }

  /** Multiplications per output value and input channel on the path: a 3×3 convolution counts 9. */
  private static int work(Network<RealOp> network, String from, String to) {
    Set<String> shared = network.upstream(from);
    return network.upstream(to).stream()
        .filter(name -> !shared.contains(name))
        .map(name -> network.node(name).op())
        .filter(RealOp.Conv2d.class::isInstance)
        .mapToInt(op -> ((RealOp.Conv2d) op).kernel() * ((RealOp.Conv2d) op).kernel())
        .sum();
  }
}
