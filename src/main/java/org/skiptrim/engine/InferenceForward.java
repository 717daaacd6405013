package org.skiptrim.engine;

import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;

/** A forward pass of an {@link InferenceModel}, outside of any gradient. */
final class InferenceForward extends RealForward {
  private final Map<String, Map<String, Tensor>> parameters;
  private final Tensor images;

  InferenceForward(
      Network<RealOp> network,
      Map<String, Map<String, Tensor>> parameters,
      Tensor images,
      Set<String> features) {
    super(network, features);
    this.parameters = parameters;
    this.images = images;
  }

  @Override
  public Tensor input(RealOp.Input op) {
    return images;
  }

  @Override
  public Tensor conv2d(RealOp.Conv2d op) {
    Tensor bias = parameter("bias");
    Tensor weight = parameter("weight");
    return convolution(
        in(0),
        op.weights().map(t -> WeightQuantization.perChannel(weight, t)).orElse(weight),
        bias == null ? new TensorOptional() : new TensorOptional(bias),
        op);
  }

  /** The one before has done it, if it was a convolution with no other reader. */
  @Override
  public Tensor batchNorm(RealOp.BatchNorm op) {
    if (!parameters.containsKey(node().name())) {
      return in(0);
    }
    return norm(op, this::parameter, false);
  }

  @Override
  public Tensor relu(RealOp.Relu op) {
    if (isPartOfQuantizer()) {
      return in(0);
    }
    return isFree(0) ? in(0).relu_() : in(0).relu();
  }

  @Override
  public Tensor add(RealOp.Add op) {
    return isFree(0) ? in(0).add_(in(1)) : in(0).add(in(1));
  }

  @Override
  public Tensor dense(RealOp.Dense op) {
    return dense(op, parameter("weight"), parameter("bias"));
  }

  /** Null if the node has no such parameter. */
  private Tensor parameter(String name) {
    return parameters.get(node().name()).get(name);
  }
}
