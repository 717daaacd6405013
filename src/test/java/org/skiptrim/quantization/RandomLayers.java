package org.skiptrim.quantization;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;

/** Adds layers with random constants, scaled to what their inputs are likely to be. */
final class RandomLayers {
  private final Random random;
  private final FixedPoint type;
  private final boolean scales;
  private final int leastScaleBits;
  private boolean mixed;
  private final NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
  private final Map<String, Map<String, Values>> parameters = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new HashMap<>();

  /** Root mean squares of the nodes' integers, roughly. */
  private final Map<String, Double> sizes = new HashMap<>();

  /** The types of the nodes that are rounded to one, but for the image. */
  private final Map<String, FixedPoint> types = new HashMap<>();

  private FixedPoint inputType;

  /**
   * Starts a network.
   *
   * @param type of weights and activations; unsigned after a ReLU
   * @param scales whether requantizations have scales other than 1
   */
  RandomLayers(Random random, FixedPoint type, boolean scales) {
    this.random = random;
    this.type = type;
    this.scales = scales;
    // Wide types are where products are wide, too.
    this.leastScaleBits = type.width() > 16 ? 9 : 3;
  }

  /** From now on each layer's weights, and what an add reads and makes, have types of their own. */
  void mix() {
    mixed = true;
  }

  boolean isMixed() {
    return mixed;
  }

  private FixedPoint weightType() {
    return mixed ? FixedPoint.signed(2 + random.nextInt(7), 1) : type;
  }

  /** With up to two bits more above, and up to two more or fewer behind the binary point. */
  private FixedPoint sumType() {
    int above = mixed ? random.nextInt(3) : 0;
    int behind = mixed ? Math.max(random.nextInt(5) - 2, 2 - type.width() - above) : 0;
    return new FixedPoint(
        type.width() + above + behind,
        type.integerBits() + above,
        true,
        type.rounding(),
        type.overflow());
  }

  int channels(String node) {
    return shapes.get(node).channels();
  }

  Shape shape(String node) {
    return shapes.get(node);
  }

  /** The largest values; the types stay. */
  String maxPool(String name, String x, Window window) {
    builder.add(
        name,
        new IntegerOp.MaxPool(
            window.kernel(), window.stride(), window.padding(), window.asymmetry()),
        x);
    types.put(name, types.getOrDefault(x, type));
    return added(name, window.output(shapes.get(x), channels(x)), sizes.get(x));
  }

  /** Sums, and what a convolution reads of them. */
  String averagePool(String name, String x, int kernel, int stride) {
    Window window = new Window(kernel, stride, 0);
    builder.add(name + ".sum", new IntegerOp.WindowSum(kernel, stride), x);
    FixedPoint out = types.getOrDefault(x, type);
    int shift = Integer.numberOfTrailingZeros(window.pixels());
    builder.add(name, new IntegerOp.Narrow(false, out, shift), name + ".sum");
    types.put(name, out);
    return added(name, window.output(shapes.get(x), channels(x)), sizes.get(x));
  }

  /** Whether a node's integers are never negative. */
  boolean isUnsigned(String node) {
    return !types.getOrDefault(node, inputType).signed();
  }

  /** Whether a window fits the node's image without padding. */
  boolean fits(String node, int kernel) {
    Shape shape = shapes.get(node);
    return Math.min(shape.height(), shape.width()) >= kernel;
  }

  String input(Shape shape, FixedPoint imageType) {
    inputType = imageType;
    return added(
        builder.add("input", new IntegerOp.Input(shape)), shape, imageType.maxInteger() / 1.7);
  }

  /** A convolution and its requantization. */
  String convolution(
      String name, String x, int outputs, int kernel, int stride, int padding, boolean relu) {
    return convolution(name, x, outputs, new Window(kernel, stride, padding), relu);
  }

  /** The same with any window. */
  String convolution(String name, String x, int outputs, Window window, boolean relu) {
    Shape in = shapes.get(x);
    Shape out = window.output(in, outputs);
    int kernel = window.kernel();
    FixedPoint weights = weightType();
    builder.add(name + ".conv", new IntegerOp.Conv2d(outputs, window, weights), x);
    int terms = in.channels() * kernel * kernel;
    parameters.put(
        name + ".conv",
        Map.of("weight", weights(weights, List.of(outputs, in.channels(), kernel, kernel), terms)));
    double sums = Math.sqrt(terms) * weights.maxInteger() / 1.7 * sizes.get(x);
    return requantize(name, out, relu, sums);
  }

  private Values weights(FixedPoint type, List<Integer> shape, int terms) {
    int count = shape.get(0) * terms;
    double[] data = new double[count];
    // As scaled channels have them, without the least; or with it.
    int without = type.width() > 1 && random.nextInt(4) > 0 ? 1 : 0;
    for (int i = 0; i < count; i++) {
      data[i] = type.minInteger() + without + random.nextInt((1 << type.width()) - without);
    }
    return new Values(shape, data);
  }

  private String requantize(String name, Shape shape, boolean relu, double sums) {
    FixedPoint out = relu ? type.withSigned(false) : sumType();
    double wanted = Math.max(0.7, out.maxInteger() * (0.3 + 0.4 * random.nextDouble()));
    double factor = wanted / sums;
    int scaleBits = scales ? leastScaleBits + random.nextInt(8) : 0;
    int shift = Math.max(0, scaleBits - (int) Math.round(Math.log(factor) / Math.log(2)));
    shift = Math.min(shift, 57 - Math.getExponent(wanted)); // the bias has to fit, too
    double[] scale = new double[shape.channels()];
    double[] bias = new double[shape.channels()];
    for (int c = 0; c < scale.length; c++) {
      double spread = (0.5 + random.nextDouble()) * (random.nextInt(8) == 0 ? -1 : 1);
      scale[c] = scales ? Math.rint(factor * Math.scalb(spread, shift)) + 0.0 : 1;
      // A file of integers has no negative zero.
      bias[c] = Math.rint(random.nextGaussian() * 0.5 * Math.scalb(wanted, shift)) + 0.0;
    }
    builder.add(name + ".norm", new IntegerOp.Requantize(shift, relu, out), name + ".conv");
    types.put(name + ".norm", out);
    parameters.put(
        name + ".norm", Map.of("scale", Values.vector(scale), "bias", Values.vector(bias)));
    return added(name + ".norm", shape, wanted);
  }

  /** A shortcut without parameters; it keeps its input's grid. */
  String zeroPadShortcut(String name, String x, int outputs, int stride) {
    Shape in = shapes.get(x);
    builder.add(name, new IntegerOp.ZeroPadShortcut(outputs, stride), x);
    types.put(name, types.getOrDefault(x, type));
    Shape out =
        new Shape(outputs, (in.height() + stride - 1) / stride, (in.width() + stride - 1) / stride);
    return added(name, out, sizes.get(x));
  }

  /** An addition and its narrowing. */
  String add(String name, String a, String b, boolean relu) {
    int fraction = Math.max(fractionBits(a), fractionBits(b));
    IntegerOp.Add sum = new IntegerOp.Add(fraction - fractionBits(a), fraction - fractionBits(b));
    builder.add(name + ".add", sum, a, b);
    FixedPoint out = (mixed ? sumType() : type).withSigned(!relu);
    int shift = fraction - out.fractionBits();
    builder.add(name + ".out", new IntegerOp.Narrow(relu, out, shift), name + ".add");
    types.put(name + ".out", out);
    return added(name + ".out", shapes.get(a), Math.hypot(sizes.get(a), sizes.get(b)));
  }

  String globalSum(String name, String x) {
    Shape in = shapes.get(x);
    builder.add(name, new IntegerOp.GlobalSum(), x);
    return added(name, new Shape(in.channels(), 1, 1), sizes.get(x) * in.pixels());
  }

  /** A dense layer, and the network that ends with it. */
  QuantizedNetwork finish(String name, String x, int classes) {
    int inputs = channels(x);
    builder.add(name, new IntegerOp.Dense(classes, type), x);
    double[] bias = random.doubles(classes, -1000, 1000).map(Math::rint).toArray();
    parameters.put(
        name,
        Map.of(
            "weight",
            weights(type, List.of(classes, inputs), inputs),
            "bias",
            Values.vector(bias)));
    return finish();
  }

  /** The network that ends with the layer added last. */
  QuantizedNetwork finish() {
    Network<IntegerOp> network = builder.build();
    return new QuantizedNetwork(network, new Parameters(parameters), inputType, 1);
  }

  /**
   * The same values in the type that layers have, as a convolution reads what an add reads, too.
   */
  String rescaled(String name, String x) {
    FixedPoint out = type.withSigned(types.get(x).signed());
    builder.add(name, new IntegerOp.Narrow(false, out, fractionBits(x) - out.fractionBits()), x);
    types.put(name, out);
    return added(name, shapes.get(x), sizes.get(x));
  }

  /** Of the image it is said to be what activations have. */
  private int fractionBits(String node) {
    return types.getOrDefault(node, type).fractionBits();
  }

  private String added(String name, Shape shape, double size) {
    shapes.put(name, shape);
    sizes.put(name, size);
    return name;
  }
}
