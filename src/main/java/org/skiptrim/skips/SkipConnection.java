package org.skiptrim.skips;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
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

  /** What is on the way of the skip itself. */
  public enum Kind {
    /** Nothing. */
    IDENTITY,
    /** A convolution. */
    PROJECTION,
    /** Pixels are left out and channels of zeros added. */
    ZERO_PAD,
    /** Something else without weights. */
    OTHER
  }

  /** All of them, from the network's input to its output. Found in the graph, whatever built it. */
  public static List<SkipConnection> in(Network<?> network) {
    return network.nodes().stream()
        .filter(node -> isAdd(node.op()))
        .flatMap(node -> at(network, node).stream())
        .toList();
  }

  private static boolean isAdd(Op op) {
    return op instanceof RealOp.Add || op instanceof IntegerOp.Add;
  }

  private static Optional<SkipConnection> at(Network<?> network, Node<?> add) {
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
  private static int work(Network<?> network, String from, String to) {
    return convolutions(network, from, to).stream()
        .map(name -> network.node(name).op().window().orElseThrow())
        .mapToInt(window -> window.kernel() * window.kernel())
        .sum();
  }

  /** The nodes between two, the first one left out. */
  private static Set<String> path(Network<?> network, String from, String to) {
    Set<String> path = network.upstream(to);
    path.removeAll(network.upstream(from));
    return path;
  }

  private static List<String> convolutions(Network<?> network, String from, String to) {
    return path(network, from, to).stream()
        .filter(name -> network.node(name).op().window().isPresent())
        .filter(name -> network.parameters(name).containsKey("weight"))
        .toList();
  }

  /** How many convolutions it goes around. */
  public int convolutions(Network<?> network) {
    return convolutions(network, fork, branch).size();
  }

  /** What it is itself. */
  public Kind kind(Network<?> network) {
    Set<String> path = path(network, fork, skip);
    if (path.isEmpty()) {
      return Kind.IDENTITY;
    }
    if (!convolutions(network, fork, skip).isEmpty()) {
      return Kind.PROJECTION;
    }
    boolean pads =
        path.stream()
            .anyMatch(
                name ->
                    network.shape(name).channels()
                        > network.shape(network.node(name).inputs().get(0)).channels());
    return pads ? Kind.ZERO_PAD : Kind.OTHER;
  }
}
