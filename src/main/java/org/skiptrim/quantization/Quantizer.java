package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
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
public final class Quantizer {
  private final Network network;
  private final Parameters parameters;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, double[]> units = new HashMap<>();
  private Parameters integers = new Parameters(Map.of());
  private FixedPoint inputType;

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
    for (Node node : network.nodes()) {
      convert(node);
    }
    double logitStep = units.get(network.output().name())[0];
    return new QuantizedNetwork(new Network(nodes), integers, inputType, logitStep);
  }

  private void convert(Node node) {
    if (node.op() instanceof Op.Conv2d op) {
      convolution(node, op);
    } else if (node.op() instanceof Op.Quantize op) {
      quantizer(node, op.type());
    } else if (node.op() instanceof Op.Dense op) {
      dense(node, op);
    } else if (node.op() instanceof Op.GlobalAveragePool) {
      pool(node);
    } else if (node.op() instanceof Op.Add) {
      add(node);
    } else if (node.op() instanceof Op.Input) {
      nodes.add(node);
    } else if (node.op() instanceof Op.ZeroPadShortcut) {
      nodes.add(node);
      units.put(node.name(), units.get(node.input()));
    }
    // Batch norm and ReLU become part of the quantizer that reads them.
  }

  private void convolution(Node node, Op.Conv2d op) {
    QuantizedWeights weights =
        QuantizedWeights.perChannel(parameters.get(node.name(), "weight"), weightType(node, op));
    nodes.add(reading(node.name(), op, node.input()));
    integers = integers.with(node.name(), "weight", weights.integers());
    double inputStep = units.get(node.input())[0];
    double[] accumulator = new double[op.outputs()];
    for (int channel = 0; channel < accumulator.length; channel++) {
      accumulator[channel] = inputStep * weights.units()[channel];
    }
    units.put(node.name(), accumulator);
  }

  private static FixedPoint weightType(Node node, Op.Conv2d op) {
    return op.weights()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the weights of '" + node.name() + "' have no type; use FakeQuantization"));
  }

  /** Follows the chain that a quantizer ends back to where its integers come from. */
  private void quantizer(Node node, FixedPoint type) {
    Node source = network.node(node.input());
    boolean relu = source.op() instanceof Op.Relu;
    Node value = relu ? network.node(source.input()) : source;
    if (value.op() instanceof Op.Input) {
      inputType = type;
    } else if (value.op() instanceof Op.BatchNorm op) {
      requantize(node, value, op, relu, type);
    } else if (value.op() instanceof Op.Add) {
      nodes.add(new Node(node.name(), new Op.Narrow(relu, type), List.of(value.name())));
      checkGrid(value, type);
    } else {
      throw new IllegalArgumentException(
          "'"
              + value.name()
              + "' stands before quantizer '"
              + node.name()
              + "'; only batch norm, add and the input can");
    }
    units.put(node.name(), new double[] {type.step()});
  }

  private void checkGrid(Node add, FixedPoint type) {
    double step = units.get(add.name())[0];
    if (step != type.step()) {
      throw new IllegalArgumentException(
          "add '"
              + add.name()
              + "' has the step "
              + step
              + ", but its result "
              + type
              + "; give both the same bits behind the binary point");
    }
  }

  private void requantize(Node node, Node norm, Op.BatchNorm op, boolean relu, FixedPoint type) {
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
    nodes.add(reading(node.name(), new Op.Requantize(integer.shift(), relu, type), norm.input()));
    integers =
        integers
            .with(node.name(), "scale", integer.scale())
            .with(node.name(), "bias", integer.bias());
  }

  private double[] values(Node node, String name) {
    return parameters.get(node.name(), name).data();
  }

  private void add(Node node) {
    double first = units.get(node.inputs().get(0))[0];
    double second = units.get(node.inputs().get(1))[0];
    if (first != second) {
      throw new IllegalArgumentException(
          "add '"
              + node.name()
              + "' reads the steps "
              + first
              + " and "
              + second
              + "; both inputs of an add share one grid");
    }
    nodes.add(node);
    units.put(node.name(), new double[] {first});
  }

  private void pool(Node node) {
    nodes.add(reading(node.name(), new Op.GlobalSum(), node.input()));
    int pixels = network.shape(node.input()).pixels();
    units.put(node.name(), new double[] {units.get(node.input())[0] / pixels});
  }

  private void dense(Node node, Op.Dense op) {
    FixedPoint type =
        op.weights()
            .orElseThrow(() -> new IllegalArgumentException("'" + node.name() + "' has no type"));
    QuantizedWeights weights =
        QuantizedWeights.perLayer(parameters.get(node.name(), "weight"), type);
    double step = units.get(node.input())[0] * weights.units()[0];
    double[] bias = values(node, "bias").clone();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = Math.rint(bias[i] / step);
    }
    nodes.add(node);
    integers =
        integers
            .with(node.name(), "weight", weights.integers())
            .with(node.name(), "bias", Values.vector(bias));
    units.put(node.name(), new double[] {step});
  }

  /** The input's quantizer is no node of its own: the image comes as integers. */
  private Node reading(String name, Op op, String input) {
    Node source = network.node(input);
    boolean isImage =
        source.op() instanceof Op.Quantize && network.node(source.input()).op() instanceof Op.Input;
    return new Node(name, op, List.of(isImage ? source.input() : input));
  }
}
