package org.skiptrim.hardware;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.Shape;

/**
 * How much of one feature map has to arrive before each pixel of a later one can be made. A
 * convolution starts on a window when the window's newest pixel is there; everything else goes
 * pixel by pixel.
 */
final class PixelNeeds {
  private final Network network;
  private final String source;
  private final Map<String, Optional<int[]>> known = new HashMap<>();

  /** What of {@code source} is needed. */
  PixelNeeds(Network network, String source) {
    this.network = network;
    this.source = source;
  }

  /** Whether {@code node} is the source or depends on it. */
  boolean reach(String node) {
    return of(node).isPresent();
  }

  /**
   * For each pixel of {@code node} in raster order, how many pixels of the source must have arrived
   * before it can be made; never descending. Empty if the node does not depend on the source.
   */
  Optional<int[]> of(String node) {
    Optional<int[]> needs = known.get(node);
    if (needs == null) {
      needs = compute(network.node(node));
      known.put(node, needs);
    }
    return needs;
  }

  private Optional<int[]> compute(Node node) {
    if (node.name().equals(source)) {
      return Optional.of(onePixelEach(network.shape(source).pixels()));
    }
    return node.inputs().stream()
        .flatMap(input -> of(input).stream())
        .reduce(PixelNeeds::later)
        .map(needs -> through(node, needs));
  }

  private static int[] onePixelEach(int pixels) {
    int[] needs = new int[pixels];
    for (int p = 0; p < pixels; p++) {
      needs[p] = p + 1;
    }
    return needs;
  }

  private static int[] later(int[] a, int[] b) {
    int[] later = new int[a.length];
    for (int p = 0; p < a.length; p++) {
      later[p] = Math.max(a[p], b[p]);
    }
    return later;
  }

  private int[] through(Node node, int[] inputNeeds) {
    Optional<Op.Conv2d> window = window(node.op());
    if (window.isPresent()) {
      return throughWindows(
          window.get(), network.shape(node.input()), network.shape(node.name()), inputNeeds);
    }
    if (node.op() instanceof Op.GlobalSum) {
      return new int[] {inputNeeds[inputNeeds.length - 1]};
    }
    return inputNeeds;
  }

  /** The window through which an operation sees its input, if it is not pixel by pixel. */
  static Optional<Op.Conv2d> window(Op op) {
    if (op instanceof Op.ZeroPadShortcut shortcut) {
      return Optional.of(NodeLowering.subsampling(shortcut.outputs(), shortcut.stride()));
    }
    return op instanceof Op.Conv2d convolution ? Optional.of(convolution) : Optional.empty();
  }

  private static int[] throughWindows(Op.Conv2d conv, Shape in, Shape out, int[] inputNeeds) {
    int[] needs = new int[out.pixels()];
    int most = 0;
    for (int p = 0; p < needs.length; p++) {
      // Windows leave in order: one at the lower edge waits for its predecessors' pixels too.
      most = Math.max(most, inputNeeds[newestPixel(conv, in, out, p)]);
      needs[p] = most;
    }
    return needs;
  }

  /** The last pixel, in raster order, of the image that the window of output pixel p covers. */
  static int newestPixel(Op.Conv2d conv, Shape in, Shape out, int p) {
    int row = newest(p / out.width(), conv, in.height());
    int column = newest(p % out.width(), conv, in.width());
    return row * in.width() + column;
  }

  /** The last row or column that a window covers. */
  private static int newest(int window, Op.Conv2d conv, int extent) {
    return Math.min(extent - 1, window * conv.stride() - conv.padding() + conv.kernel() - 1);
  }
}
