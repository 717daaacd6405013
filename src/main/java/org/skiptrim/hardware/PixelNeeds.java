package org.skiptrim.hardware;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;

/**
 * How much of one feature map has to arrive before each pixel of a later one can be made. A
 * convolution starts on a window when the window's newest pixel is there; everything else goes
 * pixel by pixel.
 */
final class PixelNeeds {
  private final Network<IntegerOp> network;
  private final String source;
  private final Map<String, Optional<int[]>> known = new HashMap<>();

  /** What of {@code source} is needed. */
  PixelNeeds(Network<IntegerOp> network, String source) {
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

  private Optional<int[]> compute(Node<IntegerOp> node) {
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

  /** The pixels of a feature map that a window on it needs. */
  static int[] throughOne(Window window, Shape in) {
    Shape out = window.output(in, in.channels());
    return throughWindows(window, in, out, onePixelEach(in.pixels()));
  }

  private static int[] later(int[] a, int[] b) {
    int[] later = new int[a.length];
    for (int p = 0; p < a.length; p++) {
      later[p] = Math.max(a[p], b[p]);
    }
    return later;
  }

  private int[] through(Node<IntegerOp> node, int[] inputNeeds) {
    Optional<Window> window = node.op().window();
    if (window.isPresent()) {
      return throughWindows(
          window.get(), network.shape(node.input()), network.shape(node.name()), inputNeeds);
    }
    if (node.op().joinsPixels()) {
      return new int[] {inputNeeds[inputNeeds.length - 1]};
    }
    return inputNeeds;
  }

  private static int[] throughWindows(Window window, Shape in, Shape out, int[] inputNeeds) {
    int[] needs = new int[out.pixels()];
    int most = 0;
    for (int p = 0; p < needs.length; p++) {
      // Windows leave in order: one at the lower edge waits for its predecessors' pixels too.
      most = Math.max(most, inputNeeds[newestPixel(window, in, out, p)]);
      needs[p] = most;
    }
    return needs;
  }

  /** The last pixel, in raster order, of the image that the window of output pixel p covers. */
  static int newestPixel(Window window, Shape in, Shape out, int p) {
    int row = newest(p / out.width(), window, in.height());
    int column = newest(p % out.width(), window, in.width());
    return row * in.width() + column;
  }

  /** The last row or column that a window covers. */
  private static int newest(int index, Window window, int extent) {
    return Math.min(extent - 1, index * window.stride() - window.padding() + window.kernel() - 1);
  }
}
