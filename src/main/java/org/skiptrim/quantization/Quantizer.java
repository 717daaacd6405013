package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.NormGain;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Turns a network with quantizers (see {@link FakeQuantization}) into one on integers.
 *
 * <pre>
 *   have:  conv ─▶ norm ─▶ relu ─▶ x.quantize        want:  conv ─▶ x.quantize = Requantize
 *          add ─▶ relu ─▶ y.quantize                         add ─▶ y.quantize = Narrow
 *          y.quantize ─▶ z.quantize                          y.quantize ─▶ z.quantize = Narrow
 * </pre>
 *
 * An add counts the finer of its inputs' steps: the other input is shifted to the left, so that the
 * sum is exact. What rounds it then shifts it to the right.
 *
 * <p>Batch norm absorbs whatever a channel's weights were scaled with, so each channel of weights
 * fills its type and only batch norm's own scale is rounded.
 */
public final class Quantizer implements RealOp.Visitor<Void> {
  private final Network<RealOp> network;
  private final Parameters parameters;
  private final List<Node<IntegerOp>> nodes = new ArrayList<>();
  private final Map<String, double[]> units = new HashMap<>();
  private final Map<String, Ending> endings = new HashMap<>();
  private String image;
  private Parameters integers = new Parameters(Map.of());
  private FixedPoint inputType;
  private Node<RealOp> node;

  /** What a quantizer becomes, by what it reads: the current node is the quantizer. */
  private interface Ending {
    Void with(boolean relu, FixedPoint type);
  }

  private Quantizer(TrainedNetwork trained) {
    this.network = trained.network();
    this.parameters = trained.parameters();
  }

  /**
   * The network on integers; its accuracy is what the hardware will have.
   *
   * @throws IllegalArgumentException naming a node that has no integer form
   */
  public static QuantizedNetwork quantize(TrainedNetwork fakeQuantized) {
    return new Quantizer(fakeQuantized).run();
  }

  private QuantizedNetwork run() {
    for (Node<RealOp> next : network.nodes()) {
      node = next;
      next.op().accept(this);
    }
    double logitStep = step(network.output().name());
    return new QuantizedNetwork(new Network<>(nodes), integers, inputType, logitStep);
  }

  @Override
  public Void input(RealOp.Input op) {
    endings.put(node.name(), this::image);
    return put(node.name(), new IntegerOp.Input(op.shape()), List.of());
  }

  /** The image comes as integers: its quantizer is no node of its own. */
  private Void image(boolean relu, FixedPoint type) {
    if (relu) {
      throw refused("reads the image through a ReLU, which has no form on integers; take it out");
    }
    if (image != null) {
      throw refused("quantizes the image a second time, after '" + image + "'; keep one of them");
    }
    image = node.name();
    inputType = type;
    return null;
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException("node '" + node.name() + "' " + reason);
  }

  /** The step of the integers that a node has, the same in all channels. */
  private double step(String name) {
    double[] steps = units.get(name);
    if (steps == null || steps.length > 1) {
      throw refused(
          "needs the integers of '"
              + name
              + "', which is not quantized; put a quantizer behind that");
    }
    return steps[0];
  }

  /** The same node on integers. */
  private Void put(String name, IntegerOp op, List<String> inputs) {
    nodes.add(new Node<>(name, op, inputs));
    return null;
  }

  @Override
  public Void conv2d(RealOp.Conv2d op) {
    FixedPoint type = weightType(op);
    QuantizedWeights weights = QuantizedWeights.perChannel(parameter("weight"), type);
    IntegerOp integer = new IntegerOp.Conv2d(op.outputs(), op.window().orElseThrow(), type);
    integers = integers.with(node.name(), "weight", weights.integers());
    double inputStep = step(node.input());
    double[] accumulator = new double[op.outputs()];
    for (int channel = 0; channel < accumulator.length; channel++) {
      accumulator[channel] = inputStep * weights.units()[channel];
    }
    units.put(node.name(), accumulator);
    return put(node.name(), integer, List.of(integers(node.input())));
  }

  private FixedPoint weightType(RealOp op) {
    return op.weightType()
        .orElseThrow(() -> refused("has weights without a type; use FakeQuantization"));
  }

  /** It becomes part of the quantizer that reads it. */
  @Override
  public Void batchNorm(RealOp.BatchNorm op) {
    Node<RealOp> norm = node;
    double[] sums = units.get(norm.input());
    if (sums == null || sums.length != network.shape(norm.name()).channels()) {
      throw refused(
          "reads '" + norm.input() + "'; on integers a batch norm has to follow a convolution");
    }
    endings.put(norm.name(), (relu, type) -> requantize(norm, relu, type));
    return null;
  }

  /** It becomes part of the quantizer that reads it. */
  @Override
  public Void relu(RealOp.Relu op) {
    Ending before = endings.get(node.input());
    if (before != null) {
      endings.put(node.name(), (relu, type) -> before.with(true, type));
    }
    return null;
  }

  @Override
  public Void scale(RealOp.Scale op) {
    throw refused("(" + op + ") has no form on integers; a skip that fades has to be gone before");
  }

  @Override
  public Void quantize(RealOp.Quantize op) {
    Ending ending = endings.get(node.input());
    if (ending == null) {
      throw refused(
          "quantizes '%s'; on integers only the image, a batch norm, an add, a pool and what is quantized already can be, with or without a ReLU"
              .formatted(node.input()));
    }
    String name = node.name();
    units.put(name, new double[] {op.type().step()});
    endings.put(name, (relu, type) -> narrow(name, relu, type));
    return ending.with(false, op.type());
  }

  private Void narrow(String sum, boolean relu, FixedPoint type) {
    int shift = bitsBetween(step(sum), type.step());
    return put(node.name(), new IntegerOp.Narrow(relu, type, shift), List.of(integers(sum)));
  }

  /** By how many bits a number has to be shifted to the right to count other steps. */
  private int bitsBetween(double fine, double coarse) {
    double ratio = coarse / fine;
    int bits = Math.getExponent(ratio);
    if (ratio != Math.scalb(1.0, bits)) {
      throw refused(
          "is to make steps of %s out of steps of %s; their ratio has to be a power of two"
              .formatted(coarse, fine));
    }
    return bits;
  }

  private Void requantize(Node<RealOp> norm, boolean relu, FixedPoint type) {
    NormGain gain = NormGain.of(norm, parameters);
    IntegerNorm integer = IntegerNorm.of(gain, units.get(norm.input()), type.step());
    integers =
        integers
            .with(node.name(), "scale", integer.scale())
            .with(node.name(), "bias", integer.bias());
    return put(
        node.name(),
        new IntegerOp.Requantize(integer.shift(), relu, type),
        List.of(integers(norm.input())));
  }

  private Values parameter(String name) {
    return parameters.get(node.name(), name);
  }

  @Override
  public Void add(RealOp.Add op) {
    String name = node.name();
    double first = step(node.inputs().get(0));
    double second = step(node.inputs().get(1));
    double finer = Math.min(first, second);
    IntegerOp.Add sum = new IntegerOp.Add(bitsBetween(finer, first), bitsBetween(finer, second));
    units.put(name, new double[] {finer});
    endings.put(name, (relu, type) -> narrow(name, relu, type));
    return put(name, sum, node.inputs().stream().map(this::integers).toList());
  }

  @Override
  public Void zeroPadShortcut(RealOp.ZeroPadShortcut op) {
    units.put(node.name(), new double[] {step(node.input())});
    return put(
        node.name(),
        new IntegerOp.ZeroPadShortcut(op.outputs(), op.stride()),
        List.of(integers(node.input())));
  }

  @Override
  public Void maxPool(RealOp.MaxPool op) {
    String name = node.name();
    units.put(name, new double[] {step(node.input())});
    endings.put(name, (relu, type) -> narrow(name, relu, type));
    IntegerOp pool = new IntegerOp.MaxPool(op.kernel(), op.stride(), op.padding(), op.asymmetry());
    return put(name, pool, List.of(integers(node.input())));
  }

  @Override
  public Void averagePool(RealOp.AveragePool op) {
    int pixels = op.window().orElseThrow().pixels();
    if (Integer.bitCount(pixels) != 1) {
      throw refused(
          "averages %d pixels, and on integers a division is a shift; use windows of 2×2 or 4×4"
              .formatted(pixels));
    }
    String name = node.name();
    units.put(name, new double[] {step(node.input()) / pixels});
    endings.put(name, (relu, type) -> narrow(name, relu, type));
    IntegerOp sum = new IntegerOp.WindowSum(op.kernel(), op.stride());
    return put(name, sum, List.of(integers(node.input())));
  }

  @Override
  public Void globalAveragePool(RealOp.GlobalAveragePool op) {
    int pixels = network.shape(node.input()).pixels();
    units.put(node.name(), new double[] {step(node.input()) / pixels});
    return put(node.name(), new IntegerOp.GlobalSum(), List.of(integers(node.input())));
  }

  @Override
  public Void dense(RealOp.Dense op) {
    FixedPoint type = weightType(op);
    QuantizedWeights weights = QuantizedWeights.perLayer(parameter("weight"), type);
    double step = step(node.input()) * weights.units()[0];
    double[] bias = parameter("bias").data().clone();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = Math.rint(bias[i] / step);
    }
    integers =
        integers
            .with(node.name(), "weight", weights.integers())
            .with(node.name(), "bias", Values.vector(bias));
    units.put(node.name(), new double[] {step});
    return put(
        node.name(), new IntegerOp.Dense(op.outputs(), type), List.of(integers(node.input())));
  }

  /** The node on integers that stands for a node. */
  private String integers(String name) {
    return name.equals(image) ? network.input().name() : name;
  }
}
