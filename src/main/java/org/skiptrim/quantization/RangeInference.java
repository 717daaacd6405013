package org.skiptrim.quantization;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Shape;

/**
 * The range of every node's integers. Sums and products get all the bits they can need from their
 * operands' widths, so that nothing is dropped before a {@link Op.Requantize} or {@link Op.Narrow}.
 */
final class RangeInference implements Op.Visitor<IntegerRange> {
  private final Network network;
  private final Parameters integers;
  private final FixedPoint inputType;
  private final Map<String, IntegerRange> ranges = new LinkedHashMap<>();
  private Node node;

  private RangeInference(Network network, Parameters integers, FixedPoint inputType) {
    this.network = network;
    this.integers = integers;
    this.inputType = inputType;
  }

  static Map<String, IntegerRange> of(Network network, Parameters integers, FixedPoint inputType) {
    RangeInference inference = new RangeInference(network, integers, inputType);
    for (Node node : network.nodes()) {
      inference.node = node;
      inference.ranges.put(node.name(), node.op().accept(inference));
    }
    return Map.copyOf(inference.ranges);
  }

  @Override
  public IntegerRange input(Op.Input op) {
    return range(inputType);
  }

  @Override
  public IntegerRange conv2d(Op.Conv2d op) {
    int terms = network.shape(node.input()).channels() * op.kernel() * op.kernel();
    return products(op.weights().orElseThrow(() -> unquantized("weights")), terms);
  }

  /** A product of a signed weight has as many bits as its factors together. */
  private IntegerRange products(FixedPoint weights, int terms) {
    return new IntegerRange(in(0).bits() + weights.width() + IntegerRange.sumBits(terms), true);
  }

  @Override
  public IntegerRange add(Op.Add op) {
    return in(0).plus(in(1));
  }

  @Override
  public IntegerRange zeroPadShortcut(Op.ZeroPadShortcut op) {
    return in(0);
  }

  @Override
  public IntegerRange scale(Op.Scale op) {
    throw unquantized("a skip that fades");
  }

  @Override
  public IntegerRange dense(Op.Dense op) {
    FixedPoint weights = op.weights().orElseThrow(() -> unquantized("weights"));
    long[] bias = integers.get(node.name(), "bias").toLongs();
    IntegerRange biases =
        IntegerRange.signedHolding(
            Arrays.stream(bias).min().orElseThrow(), Arrays.stream(bias).max().orElseThrow());
    return products(weights, network.shape(node.input()).channels()).plus(biases);
  }

  @Override
  public IntegerRange requantize(Op.Requantize op) {
    return range(op.type());
  }

  @Override
  public IntegerRange narrow(Op.Narrow op) {
    return range(op.type());
  }

  @Override
  public IntegerRange globalSum(Op.GlobalSum op) {
    Shape shape = network.shape(node.input());
    return in(0).plus(IntegerRange.sumBits(shape.pixels()));
  }

  @Override
  public IntegerRange batchNorm(Op.BatchNorm op) {
    throw unquantized("batch norm");
  }

  @Override
  public IntegerRange relu(Op.Relu op) {
    throw unquantized("ReLU");
  }

  @Override
  public IntegerRange globalAveragePool(Op.GlobalAveragePool op) {
    throw unquantized("average pool");
  }

  @Override
  public IntegerRange quantize(Op.Quantize op) {
    throw unquantized("fake quantization");
  }

  private static IntegerRange range(FixedPoint type) {
    return new IntegerRange(type.width(), type.signed());
  }

  private IntegerRange in(int index) {
    return ranges.get(node.inputs().get(index));
  }

  private IllegalArgumentException unquantized(String what) {
    return new IllegalArgumentException(
        "node '" + node.name() + "' is not on integers: its " + what + " is left; use Quantizer");
  }
}
