package org.skiptrim.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;

/**
 * One forward pass on real numbers: each visit makes a node's tensor, batch × C × H × W. What
 * differs between learning and inference is in the subclasses; from the pool on all is in 32 bits.
 */
abstract class RealForward implements Op.Visitor<Tensor> {
  private static final double BATCH_NORM_MOMENTUM = 0.1;

  private final Network network;
  private final Set<String> features;
  private final Map<String, Tensor> values = new HashMap<>();
  private Node node;

  /** A pass that keeps the results of the nodes named. */
  RealForward(Network network, Set<String> features) {
    this.network = network;
    this.features = features;
  }

  /** The logits, and the results of the nodes named. */
  Outputs run() {
    Tensor last = null;
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

  /** The node that is being visited. */
  final Node node() {
    return node;
  }

  final Tensor in(int index) {
    return values.get(node.inputs().get(index));
  }

  /** Whether nothing but this node needs that input, so that it may be written over. */
  final boolean isFree(int index) {
    String input = node.inputs().get(index);
    return network.readers(input).size() == 1
        && !features.contains(input)
        && !(network.node(input).op() instanceof Op.Input);
  }

  static Tensor convolution(Tensor in, Tensor weight, TensorOptional bias, Op.Conv2d op) {
    long[] stride = {op.stride(), op.stride()};
    long[] padding = {op.padding(), op.padding()};
    return torch.conv2d(in, weight, bias, stride, padding, new long[] {1, 1}, 1);
  }

  /**
   * Batch normalization.
   *
   * @param parameters by name
   * @param training whether the statistics are the batch's, and the running ones updated
   */
  final Tensor norm(Op.BatchNorm op, Function<String, Tensor> parameters, boolean training) {
    return torch.batch_norm(
        in(0),
        new TensorOptional(parameters.apply("weight")),
        new TensorOptional(parameters.apply("bias")),
        new TensorOptional(parameters.apply("running_mean")),
        new TensorOptional(parameters.apply("running_var")),
        training,
        BATCH_NORM_MOMENTUM,
        op.epsilon(),
        true);
  }

  final Tensor dense(Op.Dense op, Tensor weight, Tensor bias) {
    Tensor used = op.weights().map(t -> WeightQuantization.perLayer(weight, t)).orElse(weight);
    Tensor flat = in(0).to(ScalarType.Float).flatten(1, -1);
    return torch.linear(flat, used, new TensorOptional(bias));
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
}
