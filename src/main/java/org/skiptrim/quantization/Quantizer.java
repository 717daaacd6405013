package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
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
 * </pre>
 *
 * Batch norm absorbs whatever a channel's weights were scaled with, so each channel of weights
 * fills its type and only batch norm's own scale is rounded.
 */
public final class Quantizer implements RealOp.Visitor<Void> {
  private final Network<RealOp> network;
  private final Parameters parameters;
  private final List<Node<IntegerOp>> nodes = new ArrayList<>();
  private final Map<String, double[]> units = new HashMap<>();
  private Parameters integers = new Parameters(Map.of());
  private FixedPoint inputType;
  private Node<RealOp> node;

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
    double logitStep = units.get(network.output().name())[0];
    return new QuantizedNetwork(new Network<>(nodes), integers, inputType, logitStep);
  }

  @Override
  public Void input(RealOp.Input op) {
    return put(node.name(), new IntegerOp.Input(op.shape()), List.of());
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
    IntegerOp integer =
        new IntegerOp.Conv2d(op.outputs(), op.kernel(), op.stride(), op.padding(), type);
    integers = integers.with(node.name(), "weight", weights.integers());
    double inputStep = units.get(node.input())[0];
    double[] accumulator = new double[op.outputs()];
    for (int channel = 0; channel < accumulator.length; channel++) {
      accumulator[channel] = inputStep * weights.units()[channel];
    }
    units.put(node.name(), accumulator);
    return put(node.name(), integer, List.of(integers(node.input())));
  }

  private FixedPoint weightType(RealOp op) {
    return op.weightType()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the weights of '" + node.name() + "' have no type; use FakeQuantization"));
  }

  /** It becomes part of the quantizer that reads it. */
  @Override
  public Void batchNorm(RealOp.BatchNorm op) {
    return null;
  }

  /** It becomes part of the quantizer that reads it. */
  @Override
  public Void relu(RealOp.Relu op) {
    return null;
  }

  @Override
  public Void scale(RealOp.Scale op) {
    throw new IllegalArgumentException(
        "node '%s' (%s) has no form on integers; a skip that fades has to be gone before"
            .formatted(node.name(), op));
  }

  /** Follows the chain that a quantizer ends back to where its integers come from. */
  @Override
  public Void quantize(RealOp.Quantize op) {
    Node<RealOp> source = network.node(node.input());
    boolean relu = source.op() instanceof RealOp.Relu;
    Node<RealOp> value = relu ? network.node(source.input()) : source;
    units.put(node.name(), new double[] {op.type().step()});
    if (value.op().beginsNetwork()) {
      inputType = op.type();
      return null;
    }
    if (value.op() instanceof RealOp.BatchNorm norm) {
      return requantize(value, norm, relu, op.type());
    }
    if (value.op() instanceof RealOp.Add) {
      checkGrid(value, op.type());
      return put(node.name(), new IntegerOp.Narrow(relu, op.type()), List.of(value.name()));
    }
    throw new IllegalArgumentException(
        "'%s' (%s) stands before quantizer '%s'; only batch norm, add and the input can"
            .formatted(value.name(), value.op(), node.name()));
  }

  private void checkGrid(Node<RealOp> add, FixedPoint type) {
    double step = units.get(add.name())[0];
    if (step != type.step()) {
      throw new IllegalArgumentException(
          "add '%s' has the step %s, but its result %s; give both the same bits behind the binary point"
              .formatted(add.name(), step, type));
    }
  }

  private Void requantize(Node<RealOp> norm, RealOp.BatchNorm op, boolean relu, FixedPoint type) {
    double[] unit = units.get(norm.input());
    double[] weight = values(norm, "weight");
    double[] variance = values(norm, "running_var");
    double[] factors = new double[weight.length];
    double[] offsets = new double[weight.length];
    for (int c = 0; c < weight.length; c++) {
      double gain = weight[c] / Math.sqrt(variance[c] + op.epsilon());
      factors[c] = gain * unit[c] / type.step();
      offsets[c] = (values(norm, "bias")[c] - gain * values(norm, "running_mean")[c]) / type.step();
    }
    IntegerNorm integer = IntegerNorm.of(factors, offsets);
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

  private double[] values(Node<RealOp> of, String name) {
    return parameters.get(of.name(), name).data();
  }

  @Override
  public Void add(RealOp.Add op) {
    double first = units.get(node.inputs().get(0))[0];
    double second = units.get(node.inputs().get(1))[0];
    if (first != second) {
      throw new IllegalArgumentException(
          "add '%s' reads the steps %s and %s; both inputs of an add share one grid"
              .formatted(node.name(), first, second));
    }
    units.put(node.name(), new double[] {first});
    return put(
        node.name(), new IntegerOp.Add(), node.inputs().stream().map(this::integers).toList());
  }

  @Override
  public Void zeroPadShortcut(RealOp.ZeroPadShortcut op) {
    units.put(node.name(), units.get(node.input()));
    return put(
        node.name(),
        new IntegerOp.ZeroPadShortcut(op.outputs(), op.stride()),
        List.of(integers(node.input())));
  }

  @Override
  public Void globalAveragePool(RealOp.GlobalAveragePool op) {
    int pixels = network.shape(node.input()).pixels();
    units.put(node.name(), new double[] {units.get(node.input())[0] / pixels});
    return put(node.name(), new IntegerOp.GlobalSum(), List.of(integers(node.input())));
  }

  @Override
  public Void dense(RealOp.Dense op) {
    FixedPoint type = weightType(op);
    QuantizedWeights weights = QuantizedWeights.perLayer(parameter("weight"), type);
    double step = units.get(node.input())[0] * weights.units()[0];
    double[] bias = parameter("bias").data().clone();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = Math.rint(bias[i] / step);
    }
    integers =
        integers
            .with(node.name(), "weight", weights.integers())
            .with(node.name(), "bias", Values.vector(bias));
    units.put(node.name(), new double[] {step});
    return put(node.name(), new IntegerOp.Dense(op.outputs(), type), node.inputs());
  }

  /** The input's quantizer is no node of its own: the image comes as integers. */
  private String integers(String input) {
    Node<RealOp> source = network.node(input);
    boolean isImage =
        source.op() instanceof RealOp.Quantize && network.node(source.input()).op().beginsNetwork();
    return isImage ? source.input() : input;
  }
}
