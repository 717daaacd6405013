package org.skiptrim.engine;

import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Network;
import org.skiptrim.network.Op;

/** A forward pass from which a backward pass can follow. */
final class Forward extends RealForward {
  private final ParameterStore parameters;
  private final Tensor images;
  private final boolean training;

  Forward(
      Network network,
      ParameterStore parameters,
      Tensor images,
      boolean training,
      Set<String> features) {
    super(network, features);
    this.parameters = parameters;
    this.images = images;
    this.training = training;
  }

  @Override
  public Tensor input(Op.Input op) {
    return parameters.isLow() ? images.to(ScalarType.BFloat16) : images;
  }

  @Override
  public Tensor conv2d(Op.Conv2d op) {
    Tensor weight = parameters.weight(node().name());
    Tensor used = op.weights().map(t -> WeightQuantization.perChannel(weight, t)).orElse(weight);
    return convolution(in(0), used, new TensorOptional(), op);
  }

  @Override
  public Tensor batchNorm(Op.BatchNorm op) {
    return norm(op, this::parameter, training);
  }

  /** Over its input where that is free: neither batch norm nor add needs its result again. */
  @Override
  public Tensor relu(Op.Relu op) {
    return isFree(0) ? in(0).relu_() : in(0).relu();
  }

  @Override
  public Tensor add(Op.Add op) {
    return in(0).add(in(1));
  }

  @Override
  public Tensor dense(Op.Dense op) {
    return dense(op, parameter("weight"), parameter("bias"));
  }

  private Tensor parameter(String name) {
    return parameters.get(node().name(), name);
  }
}
