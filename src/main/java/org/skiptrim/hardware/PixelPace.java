package org.skiptrim.hardware;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;

/**
 * When pixels pass in a design whose every layer is busy all the time. Images follow one another
 * without a gap, so pixel {@code p} of a node leaves at {@code lag + (p + 1)·period}, where the
 * period is the frame's time divided by the node's pixels. Times count pixels of a source node.
 */
final class PixelPace {
  private final Network<IntegerOp> network;
  private final String source;
  private final Latency latency;
  private final double pixelsPerCycle;
  private final Map<String, OptionalDouble> known = new HashMap<>();

  /**
   * The pace of everything after {@code source}.
   *
   * @param cyclesPerFrame of the slowest layer
   */
  PixelPace(Network<IntegerOp> network, Latency latency, String source, long cyclesPerFrame) {
    this.network = network;
    this.source = source;
    this.latency = latency;
    this.pixelsPerCycle = (double) network.shape(source).pixels() / cyclesPerFrame;
  }

  /** When pixel {@code p} of a node that depends on the source has left. */
  double time(String node, int p) {
    return lag(node).orElseThrow() + (p + 1) * period(node);
  }

  /** Pixels of the source that pass while a value goes through a node's units. */
  double latency(String node) {
    return latency.of(network.node(node)) * pixelsPerCycle;
  }

  private double period(String node) {
    return (double) network.shape(source).pixels() / network.shape(node).pixels();
  }

  private OptionalDouble lag(String node) {
    OptionalDouble lag = known.get(node);
    if (lag == null) {
      lag = compute(network.node(node));
      known.put(node, lag);
    }
    return lag;
  }

  private OptionalDouble compute(Node<IntegerOp> node) {
    if (node.name().equals(source)) {
      return OptionalDouble.of(0);
    }
    OptionalDouble input =
        node.inputs().stream()
            .map(this::lag)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .max();
    if (input.isEmpty()) {
      return input;
    }
    Optional<Window> window = node.op().window();
    double wait = window.map(some -> windowLag(node, some)).orElse(0.0);
    return OptionalDouble.of(input.getAsDouble() + wait + latency.of(node) * pixelsPerCycle);
  }

  /**
   * How much later than its input's first pixel a convolution must start, so that from then on each
   * window's newest pixel is there in time.
   */
  private double windowLag(Node<IntegerOp> node, Window window) {
    Shape in = network.shape(node.input());
    Shape out = network.shape(node.name());
    double lag = 0;
    for (int p = 0; p < out.pixels(); p++) {
      int newest = PixelNeeds.newestPixel(window, in, out, p);
      lag = Math.max(lag, (newest + 1) * period(node.input()) - p * period(node.name()));
    }
    return lag;
  }
}
