package org.skiptrim.hardware;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.hardware.Wiring.LooseEnd;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;

/** Leads each node's values to the nodes that read it, through forks and FIFOs. */
final class NodeStreams {
  private final Network<IntegerOp> network;
  private final Wiring wiring;
  private final MemoryStyles memories;
  private final Map<Edge, LooseEnd> ends = new HashMap<>();
  private final Map<Edge, SkipPlan> plans = new HashMap<>();
  private final Map<String, SkipTap> taps = new HashMap<>();
  private final Map<String, Integer> skipInputs = new HashMap<>();
  private final List<SkipBuffer> skips = new ArrayList<>();

  /** A node's reading of one of its inputs. */
  private record Edge(String reader, int input) {}

  NodeStreams(
      Network<IntegerOp> network, Wiring wiring, MemoryStyles memories, List<SkipPlan> skipPlans) {
    this.network = network;
    this.wiring = wiring;
    this.memories = memories;
    for (SkipPlan plan : skipPlans) {
      plans.put(new Edge(plan.reader(), plan.readerInput()), plan);
      plan.tap().ifPresent(tap -> taps.put(tap.convolution(), tap));
      skipInputs.put(plan.add(), plan.skipInput());
    }
  }

  /** Leads a node's values to everything that reads it, and the last node's out of the design. */
  void distribute(Node<IntegerOp> node, LooseEnd end) {
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
      ends.put(edge, end.at(new Port(fork, "branch")));
      rest = end.at(new Port(fork, "skip"));
    }
    ends.put(edges.get(edges.size() - 1), rest);
  }

  /** The readings of a node: those that a FIFO delays last, so that they are the forks' skips. */
  private List<Edge> edges(Node<IntegerOp> node) {
    List<Edge> direct = new ArrayList<>();
    List<Edge> delayed = new ArrayList<>();
    for (Node<IntegerOp> reader : network.readers(node.name())) {
      for (int i = 0; i < reader.inputs().size(); i++) {
        if (reader.inputs().get(i).equals(node.name())) {
          Edge edge = new Edge(reader.name(), i);
          if (taps.values().stream().anyMatch(tap -> edge.equals(entry(tap)))) {
            continue; // a convolution sends it
          }
          (plans.containsKey(edge) ? delayed : direct).add(edge);
        }
      }
    }
    direct.addAll(delayed);
    return direct;
  }

  private static Edge entry(SkipTap tap) {
    return new Edge(tap.entry(), tap.entryInput());
  }

  /** The skip that a convolution's windows send to, too. */
  Optional<SkipTap> tap(String convolution) {
    return Optional.ofNullable(taps.get(convolution));
  }

  /** Leads what a convolution's windows send to the skip. */
  void lead(SkipTap tap, LooseEnd end) {
    ends.put(entry(tap), end);
  }

  /** Which input of an addition is its skip connection. */
  int skipInput(Node<IntegerOp> add) {
    return skipInputs.get(add.name());
  }

  /** The stream that a node reads at one of its inputs, without the FIFO that may be planned. */
  LooseEnd take(Node<IntegerOp> reader, int input) {
    return ends.remove(new Edge(reader.name(), input));
  }

  /** The FIFO planned at one of a node's inputs. */
  Optional<SkipPlan> plan(Node<IntegerOp> reader, int input) {
    return Optional.ofNullable(plans.get(new Edge(reader.name(), input)));
  }

  /** The stream delayed by the planned FIFO. */
  LooseEnd delayed(LooseEnd end, SkipPlan plan) {
    String fifo = wiring.name(plan.add(), "fifo");
    int bits = end.type().width();
    skips.add(
        new SkipBuffer(plan.add(), fifo, plan.identity(), plan.minimumBeats(), plan.beats(), bits));
    int style = memories.ram(plan.beats() - 1, bits); // the last beat stands in a register
    return wiring.through(end, fifo, new Unit.SkipFifo(bits, plan.beats(), style));
  }

  /** All FIFOs so far. */
  List<SkipBuffer> skips() {
    return skips;
  }
}
