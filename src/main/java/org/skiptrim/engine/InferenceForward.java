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

/** One forward pass of an {@link InferenceModel}, outside of any gradient. */
final class InferenceForward implements Op.Visitor<Tensor> {
  private final Network network;
  private final Map<String, Map<String, Tensor>> parameters;
  private final Tensor images;
  private final Set<String> features;
  private final Map<String, Tensor> values = new HashMap<>();
  private Node node;

  InferenceForward(
      Network network,
      Map<String, Map<String, Tensor>> parameters,
      Tensor images,
      Set<String> features) {
    this.network = network;
    this.parameters = parameters;
    this.images = images;
    this.features = features;
  }

  Outputs run() {
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
    return images;
  }

  @Override
  public Tensor conv2d(Op.Conv2d op) {
    Tensor bias = parameters.get(node.name()).get("bias");
    Tensor weight = parameters.get(node.name()).get("weight");
    return torch.conv2d(
        in(0),
        op.weights().map(t -> WeightQuantization.perChannel(weight, t)).orElse(weight),
        bias == null ? new TensorOptional() : new TensorOptional(bias),
        new long[] {op.stride(), op.stride()},
        new long[] {op.padding(), op.padding()},
        new long[] {1, 1},
        1);
  }

  /** The one before has done it, if it was a convolution with no other reader. */
  @Override
  public Tensor batchNorm(Op.BatchNorm op) {
    Map<String, Tensor> own = parameters.get(node.name());
    if (own == null) {
      return in(0);
    }
    return torch.batch_norm(
        in(0),
        new TensorOptional(own.get("weight")),
        new TensorOptional(own.get("bias")),
        new TensorOptional(own.get("running_mean")),
        new TensorOptional(own.get("running_var")),
        false,
        0,
        op.epsilon(),
        true);
  }

  @Override
  public Tensor relu(Op.Relu op) {
    return isFree(0) ? in(0).relu_() : in(0).relu();
  }

  @Override
  public Tensor add(Op.Add op) {
    return isFree(0) ? in(0).add_(in(1)) : in(0).add(in(1));
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
    Tensor weight = parameters.get(node.name()).get("weight");
    Tensor bias = parameters.get(node.name()).get("bias");
    Tensor used = op.weights().map(t -> WeightQuantization.perLayer(weight, t)).orElse(weight);
    Tensor flat = in(0).to(ScalarType.Float).flatten(1, -1);
    return torch.linear(flat, used, new TensorOptional(bias));
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

  /** Whether nothing but this node needs an input, so that it may be written over. */
  private boolean isFree(int index) {
    String input = node.inputs().get(index);
    return network.readers(input).size() == 1
        && !features.contains(input)
        && !(network.node(input).op() instanceof Op.Input);
  }

  private Tensor in(int index) {
    return values.get(node.inputs().get(index));
  }
}
