package org.skiptrim.hardware;

import java.util.HashMap;
import java.util.Map;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.Node;

/**
 * How many cycles a pixel's last value takes through a node's units where nothing stops it: their
 * registers, and the beats that converters before them wait for.
 */
final class Latency {
  /** From a beat's acceptance to the window's first beat: stored, counted, read. */
  private static final int WINDOW = 3;

  /** Weights and products, then the register behind the sums; the adder tree comes on top. */
  private static final int MATRIX = 3;

  /** Constants, products, biased and rounded values, and the register behind them. */
  private static final int REQUANTIZE = 5;

  /** A unit that computes in one cycle, with the two registers of its output. */
  private static final int OTHER = 2;

  private final Folding folding;
  private final Requantization requantization;
  private final Map<String, Integer> known = new HashMap<>();

  Latency(Requantization requantization) {
    this.folding = requantization.folding();
    this.requantization = requantization;
  }

  /** Cycles through the node's units and the converters before them. */
  int of(Node<IntegerOp> node) {
    return known.computeIfAbsent(node.name(), name -> compute(node));
  }

  private int compute(Node<IntegerOp> node) {
    if (node.op().weightType().isPresent()) {
      int simd = folding.fold(node.name()).simd();
      int tree = IntegerRange.sumBits(simd);
      return conversion(node, simd) + WINDOW + MATRIX + tree;
    }
    int unit =
        node.op() instanceof IntegerOp.Requantize op
            ? REQUANTIZE + requantization.extraCycles(node, op)
            : OTHER;
    int window = node.op().window().filter(seen -> !seen.isOnePixel()).isPresent() ? WINDOW : 0;
    return conversion(node, folding.lanes(node.name())) + window + unit;
  }

  /** Of the input that takes longest, as {@link Wiring#convert} does it. */
  private int conversion(Node<IntegerOp> node, int lanes) {
    return node.inputs().stream()
        .mapToInt(input -> conversion(lanes(input), lanes))
        .max()
        .orElse(0);
  }

  private static int conversion(int before, int lanes) {
    if (before == lanes) {
      return 0;
    }
    return before % lanes == 0 || lanes % before == 0
        ? converter(before, lanes)
        : converter(before, 1) + converter(1, lanes);
  }

  /** A register on each side, and the parts of a whole one after the other. */
  private static int converter(int before, int after) {
    return 2 + Math.max(before, after) / Math.min(before, after);
  }

  private int lanes(String node) {
    return folding.folds().containsKey(node) ? folding.fold(node).pe() : folding.lanes(node);
  }
}
