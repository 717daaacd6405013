package org.skiptrim.spec;

import java.util.Set;
import java.util.TreeSet;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;
import org.skiptrim.quantization.QuantizedNetwork;

/** Which types a quantized network computes with. */
final class QuantizedTypes {
  private QuantizedTypes() {}

  /** {@code ap_fixed<8,3>}, or {@code ap_fixed<4,2> × ap_fixed<8,3>}: weights × activations. */
  static String text(QuantizedNetwork quantized) {
    Set<String> weights = new TreeSet<>();
    Set<String> activations = new TreeSet<>();
    for (Node<IntegerOp> node : quantized.network().nodes()) {
      node.op().weightType().ifPresent(type -> weights.add(type.toString()));
      node.op().resultType().ifPresent(type -> activations.add(signed(type)));
    }
    String left = String.join(", ", weights);
    String right = String.join(", ", activations);
    return left.equals(right) ? left : left + " × " + right;
  }

  /** After a ReLU the type is unsigned; specs call both by the signed one. */
  private static String signed(FixedPoint type) {
    return type.withSigned(true).toString();
  }
}
