package org.skiptrim.engine;

import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;

/** A forward pass from which a backward pass can follow. */
final class Forward extends RealForward {
  private final ParameterStore parameters;
  private final Tensor images;
  private final boolean training;

  Forward(
      Network<RealOp> network,
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
  public Tensor input(RealOp.Input op) {
    return parameters.isLow() ? images.to(ScalarType.BFloat16) : images;
  }

  @Override
  public Tensor conv2d(RealOp.Conv2d op) {
    return convolution(in(0), weight(op), new TensorOptional(), op);
  }

  private Tensor weight(RealOp.Conv2d op) {
    Tensor weight = parameters.weight(node().name());
    if (op.weights().isEmpty()) {
      return weight;
    }
    Tensor quantized = WeightQuantization.perChannel(weight, op.weights().get());
    return parameters.isLow() ? quantized.to(ScalarType.BFloat16) : quantized;
  }

  @Override
  public Tensor batchNorm(RealOp.BatchNorm op) {
    return norm(op, this::parameter, training && !op.frozen());
  }

  /** Over its input where that is free: neither batch norm nor add needs its result again. */
  @Override
  public Tensor relu(RealOp.Relu op) {
    if (isPartOfQuantizer()) {
      return in(0);
    }
    return isFree(0) ? in(0).relu_() : in(0).relu();
  }

  /** Over an input that is free, if what made it does not need it again, as a ReLU does. */
  @Override
  public Tensor add(RealOp.Add op) {
    boolean over = isFree(0) && !(source(0).op() instanceof RealOp.Relu);
    return over ? in(0).add_(in(1)) : in(0).add(in(1));
  }

  @Override
  public Tensor dense(RealOp.Dense op) {
    return dense(op, parameter("weight"), parameter("bias"));
  }

  private Tensor parameter(String name) {
    return parameters.get(node().name(), name);
  }
}
