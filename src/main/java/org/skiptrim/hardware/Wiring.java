package org.skiptrim.hardware;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;

/** Collects units and streams; a stream is complete when its end is known. */
final class Wiring {
  private final Names names = new Names();
  private final List<UnitInstance> units = new ArrayList<>();
  private final List<Stream> streams = new ArrayList<>();

  /**
   * A stream that does not lead anywhere yet.
   *
   * @param node the network node whose values it carries
   * @param shape what of them: all, or what a stride keeps, or windows as if they were channels
   */
  record LooseEnd(Port from, StreamType type, String node, Shape shape) {

    /** All values of a node, in beats of so many lanes. */
    static LooseEnd ofNode(QuantizedNetwork quantized, String node, Port from, int lanes) {
      IntegerRange range = quantized.range(node);
      StreamType type = StreamType.of(range, lanes);
      return new LooseEnd(from, type, node, quantized.network().shape(node));
    }

    /** The same values at another port. */
    LooseEnd at(Port port) {
      return new LooseEnd(port, type, node, shape);
    }
  }

  /** A fresh name of a unit or file. */
  String name(String node, String suffix) {
    return names.unique(node, suffix);
  }

  /** Adds a unit, its inputs still open. */
  void unit(String name, Unit unit, String node, List<Memory> memories) {
    units.add(new UnitInstance(name, unit, node, memories));
  }

  /** Adds a unit that passes its only input's values on, as they are. */
  LooseEnd through(LooseEnd in, String name, Unit unit) {
    unit(name, unit, in.node(), List.of());
    connect(in, new Port(name, "in"));
    return in.at(new Port(name, "out"));
  }

  /** Completes a stream. It is named by where it comes from. */
  void connect(LooseEnd end, Port to) {
    Port from = end.from();
    String name = from.name().equals("out") ? from.instance() : from.instance() + "_" + from.name();
    long beats = end.shape().size() / end.type().lanes();
    streams.add(new Stream(name, from, to, end.type(), end.node(), beats));
  }

  /** The same values in beats of so many lanes, by way of one lane if neither width divides. */
  LooseEnd convert(LooseEnd in, int lanes) {
    int from = in.type().lanes();
    if (from == lanes) {
      return in;
    }
    if (from % lanes != 0 && lanes % from != 0) {
      return convert(convert(in, 1), lanes);
    }
    String name = name(in.node(), lanes == 1 ? "to_1_lane" : "to_" + lanes + "_lanes");
    Unit converter = new Unit.WidthConverter(from, lanes, in.type().bits());
    LooseEnd out = through(in, name, converter);
    return new LooseEnd(out.from(), in.type().withLanes(lanes), in.node(), in.shape());
  }

  List<UnitInstance> units() {
    return units;
  }

  List<Stream> streams() {
    return streams;
  }
}
