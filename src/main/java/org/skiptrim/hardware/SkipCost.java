package org.skiptrim.hardware;

import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * What a skip connection takes beside its shortcut and the addition, in LUTs and what block RAMs
 * are worth in LUTs. A LUT more or less that Yosys 0.23 makes of a unit for 7 series.
 */
record SkipCost(QuantizedNetwork quantized, Folding folding, MemoryStyles memories) {
  /** Counters and comparisons of a FIFO. */
  private static final int FIFO = 25;

  private static final int FORK = 6;

  /** What a window with a second stream takes more than one without. */
  private static final int TAP = 25;

  /** A window unit that drops the pixels that a stride leaves out. */
  private static final int DISCARD = 60;

  /** A converter's counter and flags. */
  private static final int CONVERTER = 10;

  double of(SkipPlan plan, String fork) {
    Network<IntegerOp> network = quantized.network();
    String held = network.node(plan.reader()).inputs().get(plan.readerInput());
    int bits = quantized.range(held).bits();
    int lanes = network.shape(held).channels() / plan.beatsPerPixel();
    double fifo = FIFO + memories.ramCost(Math.max(1, plan.beats() - 1), lanes * bits);
    int forkBits = quantized.range(fork).bits();
    return fifo
        + plan.tap()
            .map(tap -> tapped(tap, forkBits))
            .orElseGet(() -> forked(plan, fork, forkBits));
  }

  private double tapped(SkipTap tap, int bits) {
    int simd = folding.fold(tap.convolution()).simd();
    return TAP + converter(simd, lanesOf(quantized.network().node(tap.entry())), bits);
  }

  private double forked(SkipPlan plan, String fork, int bits) {
    Node<IntegerOp> reader = quantized.network().node(plan.reader());
    boolean discards =
        reader.op().window().map(Window::stride).filter(stride -> stride > 1).isPresent();
    double converter = converter(folding.lanes(fork), lanesOf(reader), bits);
    return FORK + converter + (discards ? DISCARD : 0);
  }

  /** The lanes in which a node takes its inputs; for an addition, what narrows its sums. */
  private int lanesOf(Node<IntegerOp> node) {
    if (node.op().weightType().isPresent()) {
      return folding.fold(node.name()).simd();
    }
    boolean isSum = node.op().resultType().isEmpty() && node.inputs().size() == 2;
    return folding.lanes(
        isSum ? quantized.network().readers(node.name()).get(0).name() : node.name());
  }

  /** The wide side's register shifts, the narrow side has two of them. */
  private static double converter(int from, int to, int bits) {
    if (from == to) {
      return 0;
    }
    int shifted = from > to ? from : 0;
    return CONVERTER + (shifted + 1.2 * Math.min(from, to)) * bits;
  }
}
