package org.skiptrim.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters.Values;

/**
 * How large every node's integers can be: the one place that reasons about it. Sums and products
 * get all the bits they can need, so that nothing is dropped before a {@link IntegerOp.Requantize}
 * or {@link IntegerOp.Narrow}.
 */
public final class IntegerRanges implements IntegerOp.Visitor<IntegerRanges.Bounds> {
  /** With a bit to spare for rounding, 64-bit integers hold everything below. */
  private static final double LIMIT = 0x1p62;

  /** How many lower bits of a sum are multiplied apart where {@link #multipliesInParts}. */
  public static final int LOW_BITS = 16;

  private final Network<IntegerOp> network;
  private final Parameters integers;
  private final FixedPoint inputType;
  private final Map<String, Bounds> bounds = new LinkedHashMap<>();
  private final Map<String, Double> largestChannels = new HashMap<>();
  private Node<IntegerOp> node;

  /**
   * Works them out.
   *
   * @param integers weights, scales, biases
   * @param inputType of the image
   * @throws IllegalArgumentException naming a node whose integers would need over 63 bits
   */
  public IntegerRanges(Network<IntegerOp> network, Parameters integers, FixedPoint inputType) {
    this.network = network;
    this.integers = integers;
    this.inputType = inputType;
    for (Node<IntegerOp> next : network.nodes()) {
      node = next;
      try {
        bounds.put(next.name(), checked(next.op().accept(this)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("node '" + next.name() + "': " + e.getMessage(), e);
      }
    }
  }

  /**
   * What is known of a node's integers.
   *
   * @param range that holds them: what hardware provides
   * @param largest a bound of the magnitudes that computing it with its actual constants comes
   *     across: what software has to hold
   */
  record Bounds(IntegerRange range, double largest, boolean inParts) {
    Bounds(IntegerRange range, double largest) {
      this(range, largest, false);
    }
  }

  private static Bounds checked(Bounds bounds) {
    if (bounds.largest() >= LIMIT) {
      int bits = Math.getExponent(bounds.largest()) + 2;
      throw new IllegalArgumentException(
          "its integers can take " + bits + " bits, more than 63; use narrower types");
    }
    return bounds;
  }

  /** The integers that the named node can make. */
  public IntegerRange of(String name) {
    return bounds.get(network.node(name).name()).range();
  }

  /** A bound of the magnitudes that computing the named node comes across. */
  public double largest(String name) {
    return bounds.get(network.node(name).name()).largest();
  }

  /**
   * Whether a sum's product with its scale can need over 63 bits, but not that of the sum's lower
   * {@link #LOW_BITS} bits, nor that of the bits above them.
   */
  public boolean multipliesInParts(String name) {
    return bounds.get(network.node(name).name()).inParts();
  }

  @Override
  public Bounds input(IntegerOp.Input op) {
    return ofType(inputType, 0);
  }

  /** Narrowed from something. */
  private static Bounds ofType(FixedPoint type, double before) {
    IntegerRange range = new IntegerRange(type.width(), type.signed());
    return new Bounds(range, Math.max(before, range.magnitude()));
  }

  /**
   * Sums get the bits that the actual weights can make them need, but the same in all layers of one
   * shape, so that these stay one module of hardware.
   */
  @Override
  public Bounds conv2d(IntegerOp.Conv2d op) {
    double input = in(0).range().magnitude();
    double largest =
        network.nodes().stream()
            .filter(other -> isLike(other, op))
            .mapToDouble(other -> largestChannel(other.name()))
            .max()
            .orElseThrow();
    long bound = (long) Math.min(input * largest, (1L << 62) - 1);
    return new Bounds(
        IntegerRange.signedHolding(-bound, bound), input * largestChannel(node.name()));
  }

  private boolean isLike(Node<IntegerOp> other, IntegerOp.Conv2d op) {
    return other.op().equals(op)
        && network.shape(other.input()).equals(network.shape(node.input()))
        && network.shape(other.name()).equals(network.shape(node.name()));
  }

  /** A product of a signed weight has as many bits as its factors together. */
  private IntegerRange products(FixedPoint weights, int terms) {
    int bits = in(0).range().bits() + weights.width() + IntegerRange.sumBits(terms);
    return new IntegerRange(bits, true);
  }

  @Override
  public Bounds requantize(IntegerOp.Requantize op) {
    double product = in(0).largest() * magnitude("scale") + magnitude("bias");
    double rounded = wrapped(Math.scalb(product, -op.shift()), op.type());
    boolean inParts = product >= LIMIT && op.shift() > LOW_BITS;
    double multiplied = inParts ? largerPart(product) : product;
    IntegerRange range = ofType(op.type(), 0).range();
    return new Bounds(range, Math.max(multiplied, rounded), inParts);
  }

  /** The upper part counts halves of steps, so that it holds what rounding needs. */
  private double largerPart(double product) {
    double lower = Math.scalb(magnitude("scale"), LOW_BITS) + magnitude("bias");
    return Math.max(lower, Math.scalb(product, 1 - LOW_BITS) + 2);
  }

  @Override
  public Bounds add(IntegerOp.Add op) {
    IntegerRange first = in(0).range().plus(op.firstShift());
    IntegerRange second = in(1).range().plus(op.secondShift());
    return new Bounds(first.plus(second), first.magnitude() + second.magnitude());
  }

  @Override
  public Bounds narrow(IntegerOp.Narrow op) {
    double shifted = Math.scalb(in(0).range().magnitude(), Math.max(0, -op.shift()));
    return ofType(op.type(), wrapped(Math.max(shifted, in(0).largest()), op.type()));
  }

  /** Wrapping around adds a range to what comes in. */
  private static double wrapped(double before, FixedPoint type) {
    return before + ofType(type, 0).range().magnitude();
  }

  @Override
  public Bounds zeroPadShortcut(IntegerOp.ZeroPadShortcut op) {
    return new Bounds(in(0).range(), in(0).range().magnitude());
  }

  @Override
  public Bounds maxPool(IntegerOp.MaxPool op) {
    return new Bounds(in(0).range(), in(0).range().magnitude());
  }

  @Override
  public Bounds windowSum(IntegerOp.WindowSum op) {
    return sumOf(op.window().orElseThrow().pixels());
  }

  @Override
  public Bounds globalSum(IntegerOp.GlobalSum op) {
    return sumOf(network.shape(node.input()).pixels());
  }

  private Bounds sumOf(int pixels) {
    IntegerRange range = in(0).range();
    return new Bounds(range.plus(IntegerRange.sumBits(pixels)), range.magnitude() * pixels);
  }

  @Override
  public Bounds dense(IntegerOp.Dense op) {
    long[] bias = integers.get(node.name(), "bias").toLongs();
    IntegerRange biases =
        IntegerRange.signedHolding(
            Arrays.stream(bias).min().orElseThrow(), Arrays.stream(bias).max().orElseThrow());
    IntegerRange products = products(op.weights(), network.shape(node.input()).channels());
    double largest = in(0).range().magnitude() * largestChannel(node.name()) + magnitude("bias");
    return new Bounds(products.plus(biases), largest);
  }

  private Bounds in(int index) {
    return bounds.get(node.inputs().get(index));
  }

  private double magnitude(String parameter) {
    double[] values = integers.get(node.name(), parameter).data();
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** The largest sum of absolute weights in one output channel. */
  private double largestChannel(String name) {
    return largestChannels.computeIfAbsent(name, this::sumOfLargestChannel);
  }

  private double sumOfLargestChannel(String name) {
    Values weight = integers.get(name, "weight");
    int size = weight.data().length / weight.shape().get(0);
    double largest = 0;
    for (int start = 0; start < weight.data().length; start += size) {
      double[] channel = Arrays.copyOfRange(weight.data(), start, start + size);
      largest = Math.max(largest, Arrays.stream(channel).map(Math::abs).sum());
    }
    return largest;
  }
}
