package org.skiptrim.hardware;

import java.util.List;
import java.util.Optional;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Window;

/**
 * How long a pool over windows takes: nothing multiplies, but its windows overlap.
 *
 * @param pixels that pass for an image: of the map, or of all windows together where these are more
 * @param results pixels of its result
 */
record PoolCost(String node, int channels, long pixels, long results) {

  /** The pools of a network that see windows, in its order. */
  static List<PoolCost> of(Network<IntegerOp> network) {
    return network.nodes().stream().flatMap(node -> of(network, node).stream()).toList();
  }

  /** Empty for everything else. */
  static Optional<PoolCost> of(Network<IntegerOp> network, Node<IntegerOp> node) {
    return node.op()
        .window()
        .filter(window -> !window.isOnePixel() && node.op().weightType().isEmpty())
        .map(window -> of(network, node, window));
  }

  private static PoolCost of(Network<IntegerOp> network, Node<IntegerOp> node, Window window) {
    long results = network.shape(node.name()).pixels();
    long pixels = Math.max(network.shape(node.input()).pixels(), results * window.pixels());
    return new PoolCost(node.name(), network.shape(node.name()).channels(), pixels, results);
  }

  /** With so many values a beat. */
  long cycles(int lanes) {
    return pixels * (channels / lanes);
  }

  /**
   * How many values a beat are surely fast enough. A pixel's results leave one right after the
   * other, at the end of its window: whoever takes a value at a time holds the pool up meanwhile.
   */
  int lanesFor(long cycles) {
    return Divisors.of(channels).stream()
        .filter(lanes -> cycles(lanes) + (lanes == channels ? 0 : results * channels) <= cycles)
        .findFirst()
        .orElse(channels);
  }

  /** With all channels a beat. */
  long fewestCycles() {
    return pixels;
  }

  /**
   * Checks that it can be so fast.
   *
   * @throws IllegalArgumentException if it is not
   */
  void check(long cycles) {
    if (fewestCycles() > cycles) {
      throw LayerCost.tooFast(node, cycles, fewestCycles());
    }
  }
}
