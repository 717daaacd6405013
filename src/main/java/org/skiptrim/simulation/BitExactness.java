package org.skiptrim.simulation;

import java.util.Map;
import java.util.Optional;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;

/** Compares what a design computed with what it should have, value by value. */
public final class BitExactness {
  private BitExactness() {}

  /**
   * One value that differs.
   *
   * @param node the first layer, in the network's order, in which any value does
   */
  public record Difference(
      String node, int channel, int row, int column, long expected, long actual) {

    /** As in {@code 'stem.conv' channel 3, row 0, column 5: expected 17, is 16}. */
    @Override
    public String toString() {
      return "'%s' channel %d, row %d, column %d: expected %d, is %d"
          .formatted(node, channel, row, column, expected, actual);
    }
  }

  /**
   * The first difference, if there is one, of an image's values.
   *
   * @param expected by node name, channels × height × width; all nodes
   * @param actual the same; nodes that were not traced are not compared
   * @throws IllegalArgumentException if nothing is there to compare
   */
  public static Optional<Difference> firstDifference(
      Network<IntegerOp> network, Map<String, long[]> expected, Map<String, long[]> actual) {
    if (actual.isEmpty()) {
      throw new IllegalArgumentException("no node was traced, so there is nothing to compare");
    }
    return network.nodes().stream()
        .map(Node::name)
        .filter(actual::containsKey)
        .flatMap(
            node ->
                difference(node, network.shape(node), expected.get(node), actual.get(node))
                    .stream())
        .findFirst();
  }

  private static Optional<Difference> difference(
      String node, Shape shape, long[] expected, long[] actual) {
    if (actual.length != expected.length) {
      throw new IllegalArgumentException(
          "'%s' has %d values, not %d".formatted(node, actual.length, expected.length));
    }
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != actual[i]) {
        int channel = i / shape.pixels();
        int pixel = i % shape.pixels();
        return Optional.of(
            new Difference(
                node,
                channel,
                pixel / shape.width(),
                pixel % shape.width(),
                expected[i],
                actual[i]));
      }
    }
    return Optional.empty();
  }
}
