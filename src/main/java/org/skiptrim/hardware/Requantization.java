package org.skiptrim.hardware;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Window;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * The requantizers of a design. Where sums come seldom enough, their products may be made some bits
 * at a time; whether they are depends on what multipliers and LUTs are worth on the device.
 */
record Requantization(QuantizedNetwork quantized, Folding folding, MemoryStyles memories) {
  /** Cycles that a serial one takes for a beat beside one for each step of its products. */
  private static final int OVERHEAD = 3;

  /** Of a scale, in a step: more adders one after the other would be slower than the rest. */
  private static final int MOST_BITS = 3;

  /** The unit of a node. */
  Unit.Requantize unit(Node<IntegerOp> node, IntegerOp.Requantize op, String constantsFile) {
    Unit.Requantize pipelined = pipelined(node, op, constantsFile);
    int cycles = cyclesBetween(node);
    Price price = new Price(memories);
    return IntStream.rangeClosed(1, Math.min(MOST_BITS, pipelined.scaleBits() - 1))
        .mapToObj(pipelined::inSeries)
        .filter(serial -> serial.steps() + OVERHEAD <= cycles)
        .findFirst() // the fewest bits, so the smallest
        .filter(serial -> price.of(serial) < price.of(pipelined))
        .orElse(pipelined);
  }

  /** Cycles that a value takes longer through it than through one with multipliers. */
  int extraCycles(Node<IntegerOp> node, IntegerOp.Requantize op) {
    return unit(node, op, "").steps();
  }

  /** The biases of its channels, with the half in them that rounding to the nearest adds. */
  long[] biases(Node<IntegerOp> node, IntegerOp.Requantize op) {
    boolean nearest = op.shift() > 0 && op.type().rounding() != Rounding.FLOOR;
    long half = nearest ? 1L << (op.shift() - 1) : 0;
    long[] biases = quantized.integers().get(node.name(), "bias").toLongs();
    return Arrays.stream(biases).map(bias -> bias + half).toArray();
  }

  private Unit.Requantize pipelined(
      Node<IntegerOp> node, IntegerOp.Requantize op, String constantsFile) {
    int lanes = folding.lanes(node.name());
    int channels = quantized.network().shape(node.name()).channels();
    int scaleBits = ConstantBits.ofScales(quantized, node.name());
    int biasBits = ConstantBits.signedHolding(biases(node, op));
    return new Unit.Requantize(
        channels,
        lanes,
        quantized.range(node.input()).bits(),
        scaleBits,
        0,
        biasBits,
        op.shift(),
        roundingMode(op.type().rounding()),
        op.type().overflow() == Overflow.SATURATE,
        op.relu(),
        op.type().width(),
        op.type().signed(),
        memories.blockWords(channels / lanes, lanes * (scaleBits + biasBits)),
        constantsFile);
  }

  /**
   * Cycles from one beat of sums to the next, on average, at the fastest: a convolution makes them
   * out of the beats of a window. Of others that is not known.
   */
  private int cyclesBetween(Node<IntegerOp> node) {
    Network<IntegerOp> network = quantized.network();
    Node<IntegerOp> sums = network.node(node.input());
    if (!(sums.op() instanceof IntegerOp.Conv2d)) {
      return 1;
    }
    Fold fold = folding.fold(sums.name());
    int pixels = sums.op().window().map(Window::pixels).orElseThrow();
    int beats = pixels * (network.shape(sums.input()).channels() / fold.simd());
    return beats * folding.lanes(node.name()) / fold.pe();
  }

  static int roundingMode(Rounding rounding) {
    return switch (rounding) {
      case HALF_EVEN -> 0;
      case HALF_UP -> 1;
      case FLOOR -> 2;
    };
  }
}
