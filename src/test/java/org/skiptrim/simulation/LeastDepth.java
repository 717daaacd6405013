package org.skiptrim.simulation;

import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.SkipBuffer;
import org.skiptrim.hardware.Stream;
import org.skiptrim.hardware.Unit;

/**
 * The least depth of a FIFO with which a design works. {@link SkipBuffer#minimumBeats} counts no
 * storage behind the FIFO, so it is more where a converter to other lanes stands there.
 */
final class LeastDepth {
  /** Beats in a skid buffer, which each converter has on its narrow side. */
  private static final int SKID = 2;

  private LeastDepth() {}

  /** Exactly for an identity; for a shortcut, what was computed to be enough. */
  static int thatWorks(DataflowGraph graph, SkipBuffer skip) {
    return skip.identity()
        ? Math.max(1, skip.minimumBeats() - heldBehind(graph, skip.fifo()))
        : skip.minimumBeats();
  }

  /**
   * With a FIFO too small by one beat; the same graph if it has no such FIFO or a beat suffices.
   */
  static DataflowGraph oneBeatLess(DataflowGraph graph, int place) {
    if (place >= graph.skips().size()) {
      return graph;
    }
    SkipBuffer skip = graph.skips().get(place);
    int less = thatWorks(graph, skip) - 1;
    return skip.identity() && less > 0 ? graph.withFifoDepth(skip.fifo(), less) : graph;
  }

  /** Beats of a unit's output that converters behind it take while the addition takes none. */
  private static int heldBehind(DataflowGraph graph, String unit) {
    Stream out =
        graph.streams().stream().filter(s -> s.from().instance().equals(unit)).findFirst().get();
    String next = out.to().instance();
    if (!(graph.unit(next).unit() instanceof Unit.WidthConverter converter)) {
      return 0;
    }
    int behind = heldBehind(graph, next);
    int in = converter.inputLanes();
    int outLanes = converter.outputLanes();
    // Widening, a whole beat waits; narrowing, the next is taken as the last part leaves.
    return in < outLanes
        ? SKID + (1 + behind) * (outLanes / in)
        : 1 + (SKID + behind) / (in / outLanes);
  }
}
