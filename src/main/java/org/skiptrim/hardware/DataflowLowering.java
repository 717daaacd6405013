package org.skiptrim.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.hardware.Wiring.LooseEnd;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
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
public final class DataflowLowering implements NodeLowering.Inputs {
  private final Network network;
  private final Wiring wiring = new Wiring();
  private final Map<Edge, LooseEnd> ends = new HashMap<>();
  private final Map<Edge, SkipPlan> plans = new HashMap<>();
  private final Map<String, Integer> skipInputs = new HashMap<>();
  private final List<SkipBuffer> skips = new ArrayList<>();
  private final NodeLowering nodes;

  /** A node's reading of one of its inputs. */
  private record Edge(String reader, int input) {}

  private DataflowLowering(QuantizedNetwork quantized, Folding folding) {
    this.network = quantized.network();
    for (SkipPlan plan : FifoSizing.plan(quantized, folding)) {
      plans.put(new Edge(plan.reader(), plan.readerInput()), plan);
      skipInputs.put(plan.add(), plan.skipInput());
    }
    this.nodes = new NodeLowering(quantized, folding, wiring, this);
  }

  /**
   * Lowers a network.
   *
   * @throws IllegalArgumentException naming a node that the hardware library cannot compute
   */
  public static DataflowGraph lower(QuantizedNetwork quantized, Folding folding) {
    DataflowLowering lowering = new DataflowLowering(quantized, folding);
    for (Node node : lowering.network.nodes()) {
      lowering.nodes.lower(node).ifPresent(end -> lowering.distribute(node, end));
    }
    return new DataflowGraph(
        lowering.network, lowering.wiring.units(), lowering.wiring.streams(), lowering.skips);
  }

  /** Leads a node's values to everything that reads it, and the last node's out of the design. */
  private void distribute(Node node, LooseEnd end) {
    List<Edge> edges = edges(node);
    if (edges.isEmpty()) {
      wiring.connect(end, Port.ofTop("out"));
      return;
    }
    LooseEnd rest = end;
    for (Edge edge : edges.subList(0, edges.size() - 1)) {
      String fork = wiring.name(node.name(), "fork");
      wiring.unit(fork, new Unit.StreamFork(rest.type().width()), node.name(), List.of());
      wiring.connect(rest, new Port(fork, "in"));
      ends.put(edge, new LooseEnd(new Port(fork, "branch"), end.type(), end.node(), end.shape()));
      rest = new LooseEnd(new Port(fork, "skip"), end.type(), end.node(), end.shape());
    }
    ends.put(edges.get(edges.size() - 1), rest);
  }

  /** The readings of a node: those that a FIFO delays last, so that they are the forks' skips. */
  private List<Edge> edges(Node node) {
    List<Edge> direct = new ArrayList<>();
    List<Edge> delayed = new ArrayList<>();
    for (Node reader : network.readers(node.name())) {
      for (int i = 0; i < reader.inputs().size(); i++) {
        if (reader.inputs().get(i).equals(node.name())) {
          Edge edge = new Edge(reader.name(), i);
          (plans.containsKey(edge) ? delayed : direct).add(edge);
        }
      }
    }
    direct.addAll(delayed);
    return direct;
  }

  @Override
  public int skipInput(Node add) {
    return skipInputs.get(add.name());
  }

  /** Through the FIFO, if one is planned there. */
  @Override
  public LooseEnd take(Node reader, int input) {
    Edge edge = new Edge(reader.name(), input);
    LooseEnd end = ends.remove(edge);
    SkipPlan plan = plans.get(edge);
    if (plan == null) {
      return end;
    }
    LooseEnd kept = reader.op() instanceof Op.Conv2d conv ? nodes.discard(reader, conv, end) : end;
    String fifo = wiring.name(plan.add(), "fifo");
    int bits = kept.type().width();
    skips.add(
        new SkipBuffer(plan.add(), fifo, plan.identity(), plan.minimumBeats(), plan.beats(), bits));
    return wiring.through(kept, fifo, new Unit.SkipFifo(bits, plan.beats()));
  }
}
