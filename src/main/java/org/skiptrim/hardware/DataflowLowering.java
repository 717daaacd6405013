package org.skiptrim.hardware;

import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * From a network on integers to units and streams:
 *
 * <pre>
 * conv2d      → sliding_window → matrix_vector
 * requantize  → requantize
 * add, narrow → residual_add, its skip through a skip_fifo
 * globalSum   → global_average_pool
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
   * @param memories what its memories are made of
   * @throws IllegalArgumentException naming a node that the hardware library cannot compute
   */
  public static DataflowGraph lower(
      QuantizedNetwork quantized, Folding folding, MemoryStyles memories) {
    Wiring wiring = new Wiring();
    NodeStreams streams =
        new NodeStreams(quantized.network(), wiring, memories, FifoSizing.plan(quantized, folding));
    NodeLowering nodes = new NodeLowering(quantized, folding, wiring, memories, streams);
    for (Node<IntegerOp> node : quantized.network().nodes()) {
      nodes.lower(node).ifPresent(end -> streams.distribute(node, end));
    }
    return new DataflowGraph(
        quantized.network(), wiring.units(), wiring.streams(), streams.skips());
  }
}
