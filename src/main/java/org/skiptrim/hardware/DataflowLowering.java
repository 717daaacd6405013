package org.skiptrim.hardware;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.skiptrim.network.DataOrder;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * From a network on integers to units and streams:
 *
 * <pre>
 * conv2d      → sliding_window → matrix_vector, or tapped_window, which feeds a skip, too
 * requantize  → requantize
 * add, narrow → residual_add, its skip through a skip_fifo
 * maxPool     → sliding_window → pool; so for windowSum
 * globalSum   → pool
 * dense       → dense
 * </pre>
 *
 * A width_converter stands wherever one unit's lanes are not the next one's, and stream_forks where
 * several nodes read one.
 */
public final class DataflowLowering {
  private DataflowLowering() {}

  /**
   * Lowers a network.
   *
   * @param style what of it is a matter of choice
   * @throws IllegalArgumentException naming a node that the hardware library cannot compute
   */
  public static DataflowGraph lower(
      QuantizedNetwork quantized, Folding folding, HardwareStyle style) {
    Wiring wiring = new Wiring();
    List<SkipPlan> skips = FifoSizing.plan(quantized, folding, style);
    NodeStreams streams = new NodeStreams(quantized.network(), wiring, style.memories(), skips);
    NodeLowering nodes = new NodeLowering(quantized, folding, wiring, style.memories(), streams);
    for (Node<IntegerOp> node : ordered(quantized.network().nodes(), skips)) {
      nodes.lower(node).ifPresent(end -> streams.distribute(node, end));
    }
    return new DataflowGraph(
        quantized.network(), wiring.units(), wiring.streams(), streams.skips());
  }

  /** The network's order, but for skips that a convolution after them sends. */
  private static List<Node<IntegerOp>> ordered(List<Node<IntegerOp>> nodes, List<SkipPlan> skips) {
    Map<String, String> senders =
        skips.stream()
            .flatMap(plan -> plan.tap().stream())
            .collect(Collectors.toMap(SkipTap::entry, SkipTap::convolution, (a, b) -> a));
    return DataOrder.of(nodes, senders);
  }
}
