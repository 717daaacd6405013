package org.skiptrim.export;

import java.util.List;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;

/** Formats of real numbers cannot say that something is rounded; leaving it out would change it. */
final class QuantizersRefused {
  private QuantizersRefused() {}

  /** Adds a problem if the node rounds values or its weights. */
  static void check(Node<RealOp> node, List<String> problems) {
    node.op()
        .roundedTo()
        .ifPresent(
            type ->
                problems.add(
                    "%s '%s' rounds to %s; write it --to qcdq or qonnx"
                        .formatted(node.op().getClass().getSimpleName(), node.name(), type)));
  }
}
