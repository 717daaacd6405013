package org.skiptrim.exchange;

import java.util.List;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/** What it means that a weight has another shape than the network's. */
final class WrongShape {
  private WrongShape() {}

  /**
   * In words: both shapes, and what they say of the network.
   *
   * @param name of the weight in the file
   */
  static String text(String name, List<Integer> found, Node<RealOp> node, List<Integer> wanted) {
    return "%s has shape %s; the network needs %s%s"
        .formatted(name, found, wanted, meaning(found, node.op(), wanted));
  }

  private static String meaning(List<Integer> found, RealOp op, List<Integer> wanted) {
    if (found.size() != wanted.size() || found.isEmpty() || found.get(0).equals(wanted.get(0))) {
      return "";
    }
    return op instanceof RealOp.Dense
        ? ", as the data set has %d classes, not %d".formatted(wanted.get(0), found.get(0))
        : ": %d channels instead of %d; ResNets are built with 16, 32 and 64 only"
            .formatted(found.get(0), wanted.get(0));
  }
}
