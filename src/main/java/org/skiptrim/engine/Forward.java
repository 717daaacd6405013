package org.skiptrim.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;

/** One forward pass on real numbers: each visit makes a node's tensor, batch × C × H × W. */
final class Forward implements Op.Visitor<Tensor> {
  private static final double BATCH_NORM_MOMENTUM = 0.1;

  private final Network network;
  private final ParameterStore parameters;
  private final Tensor images;
  private final boolean training;
  private final Map<String, Tensor> values = new HashMap<>();
  private Node node;

  Forward(Network network, ParameterStore parameters, Tensor images, boolean training) {
    this.network = network;
    this.parameters = parameters;
    this.images = images;
    this.training = training;
  }

  /** The logits, and the results of the nodes named. */
  Outputs run(Set<String> features) {
    Tensor last = images;
    Map<String, Value> kept = new HashMap<>();
    for (Node next : network.nodes()) {
      node = next;
      last = node.op().accept(this);
      values.put(node.name(), last);
      if (features.contains(node.name())) {
        kept.put(node.name(), new Value(last));
      }
    }
    return new Outputs(new Value(last), kept);
  }

  @Override
  public Tensor input(Op.Input op) {
    return parameters.isLow() ? images.to(ScalarType.BFloat16) : images;
  }

  @Override
  public Tensor conv2d(Op.Conv2d op) {
    Tensor weight = parameters.weight(node.name());
    Tensor used = op.weights().map(t -> WeightQuantization.perChannel(weight, t)).orElse(weight);
    long[] stride = {op.stride(), op.stride()};
    long[] padding = {op.padding(), op.padding()};
    return torch.conv2d(in(0), used, new TensorOptional(), stride, padding, new long[] {1, 1}, 1);
  }

  @Override
  public Tensor batchNorm(Op.BatchNorm op) {
    return torch.batch_norm(
        in(0),
        new TensorOptional(parameter("weight")),
        new TensorOptional(parameter("bias")),
        new TensorOptional(parameter("running_mean")),
        new TensorOptional(parameter("running_var")),
        training,
        BATCH_NORM_MOMENTUM,
        op.epsilon(),
        true);
  }

  /**
   * In place where nothing else reads the input: neither batch norm nor add needs its result again.
   */
  @Override
  public Tensor relu(Op.Relu op) {
    boolean alone = network.readers(node.input()).size() == 1;
    return alone ? in(0).relu_() : in(0).relu();
  }

  @Override
  public Tensor add(Op.Add op) {
    return in(0).add(in(1));
  }

  @Override
  public Tensor zeroPadShortcut(Op.ZeroPadShortcut op) {
    return Tensors.zeroPadShortcut(in(0), op);
  }

  @Override
  public Tensor scale(Op.Scale op) {
    return in(0).mul(new Scalar(op.factor()));
  }

  @Override
  public Tensor globalAveragePool(Op.GlobalAveragePool op) {
    return in(0).to(ScalarType.Float).mean(new long[] {2, 3}, false, new ScalarTypeOptional());
  }

  @Override
  public Tensor dense(Op.Dense op) {
    Tensor weight = parameter("weight");
    Tensor used = op.weights().map(t -> WeightQuantization.perLayer(weight, t)).orElse(weight);
    return torch.linear(
        in(0).to(ScalarType.Float).flatten(1, -1), used, new TensorOptional(parameter("bias")));
  }

  @Override
  public Tensor quantize(Op.Quantize op) {
    return Rounding.fakeQuantize(in(0), op.type());
  }

  @Override
  public Tensor requantize(Op.Requantize op) {
    throw onIntegers();
  }

  @Override
  public Tensor narrow(Op.Narrow op) {
    throw onIntegers();
  }

  @Override
  public Tensor globalSum(Op.GlobalSum op) {
    throw onIntegers();
  }

  private IllegalStateException onIntegers() {
    return new IllegalStateException(
        "node '" + node.name() + "' works on integers; use IntegerModel");
  }

  private Tensor parameter(String name) {
    return parameters.get(node.name(), name);
  }

  private Tensor in(int index) {
    return values.get(node.inputs().get(index));
  }
}
