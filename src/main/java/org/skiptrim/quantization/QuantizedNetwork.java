package org.skiptrim.quantization;

import java.util.Map;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.IntegerRanges;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;

/**
 * A network on integers; every {@code Conv2d} is read by one {@code Requantize} and every {@code
 * Add} by one {@code Narrow}.
 */
public final class QuantizedNetwork {
  private final Network<IntegerOp> network;
  private final Parameters integers;
  private final FixedPoint inputType;
  private final double logitStep;
  private final IntegerRanges ranges;

  /**
   * Checks that the integers are those of the graph and that no intermediate value needs over 63
   * bits.
   *
   * @param integers weights, scales, biases: integers, held in doubles
   * @param inputType what the image's integers count
   * @param logitStep the real value of one step of the logits
   */
  public QuantizedNetwork(
      Network<IntegerOp> network, Parameters integers, FixedPoint inputType, double logitStep) {
    this.network = network;
    this.integers = integers;
    this.inputType = inputType;
    this.logitStep = logitStep;
    integers.checkFor(network);
    network.nodes().forEach(this::checkIntegers);
    this.ranges = new IntegerRanges(network, integers, inputType);
  }

  private void checkIntegers(Node<IntegerOp> node) {
    Map<String, Values> byName = integers.nodes().getOrDefault(node.name(), Map.of());
    byName.forEach(
        (name, values) -> {
          Optional<FixedPoint> type =
              name.equals("weight") ? node.op().weightType() : Optional.empty();
          for (double value : values.data()) {
            if (!isInteger(value, type)) {
              throw new IllegalArgumentException(
                  "parameter '%s' of node '%s' has the value %s, which is no integer%s"
                      .formatted(name, node.name(), value, type.map(t -> " of " + t).orElse("")));
            }
          }
        });
  }

  private static boolean isInteger(double value, Optional<FixedPoint> type) {
    return value == Math.rint(value)
        && type.map(t -> t.minInteger() <= value && value <= t.maxInteger()).orElse(true);
  }

  /** The graph. */
  public Network<IntegerOp> network() {
    return network;
  }

  /** The integers of its nodes: weight, scale, bias. */
  public Parameters integers() {
    return integers;
  }

  /** The type of the image. */
  public FixedPoint inputType() {
    return inputType;
  }

  /** The real value of one step of the logits. */
  public double logitStep() {
    return logitStep;
  }

  /** The integers that the named node can make. */
  public IntegerRange range(String node) {
    return ranges.of(node);
  }

  /** The same network computing with other integers. */
  public QuantizedNetwork with(Parameters changed) {
    return new QuantizedNetwork(network, changed, inputType, logitStep);
  }
}
