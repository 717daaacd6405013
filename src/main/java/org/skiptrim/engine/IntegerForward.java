package org.skiptrim.engine;

import java.util.Map;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;

/**
 * One node of an {@link IntegerModel}. Between nodes the integers are held in float32 where they
 * fit a type, so that convolutions can run on them as they are.
 */
final class IntegerForward implements Op.Visitor<Tensor> {
  private final Node node;
  private final Map<String, Tensor> parameters;
  private final ScalarType arithmetic;
  private final Map<String, Tensor> values;
  private final Tensor images;

  IntegerForward(
      Node node,
      Map<String, Tensor> parameters,
      ScalarType arithmetic,
      Map<String, Tensor> values,
      Tensor images) {
    this.node = node;
    this.parameters = parameters;
    this.arithmetic = arithmetic;
    this.values = values;
    this.images = images;
  }

  @Override
  public Tensor input(Op.Input op) {
    return images;
  }

  @Override
  public Tensor conv2d(Op.Conv2d op) {
    long[] stride = {op.stride(), op.stride()};
    long[] padding = {op.padding(), op.padding()};
    return torch.conv2d(
        in(0),
        parameters.get("weight"),
        new TensorOptional(),
        stride,
        padding,
        new long[] {1, 1},
        1);
  }

  @Override
  public Tensor requantize(Op.Requantize op) {
    Tensor product = in(0).mul(perChannel("scale")).add_(perChannel("bias"));
    return narrow(Rounding.shiftRight(product, op.shift(), op.type()), op.relu(), op.type());
  }

  private Tensor perChannel(String name) {
    return parameters.get(name).view(1, -1, 1, 1);
  }

  @Override
  public Tensor narrow(Op.Narrow op) {
    return narrow(in(0), op.relu(), op.type());
  }

  private static Tensor narrow(Tensor integers, boolean relu, FixedPoint type) {
    Tensor narrowed = Rounding.narrow(relu ? integers.relu() : integers, type);
    return type.width() <= 24 ? narrowed.to(ScalarType.Float) : narrowed;
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
    throw notOnIntegers();
  }

  @Override
  public Tensor globalSum(Op.GlobalSum op) {
    return in(0).sum(new long[] {2, 3}, true, new ScalarTypeOptional());
  }

  @Override
  public Tensor dense(Op.Dense op) {
    Tensor weight = parameters.get("weight");
    return torch.linear(in(0).flatten(1, -1), weight, new TensorOptional(parameters.get("bias")));
  }

  @Override
  public Tensor batchNorm(Op.BatchNorm op) {
    throw notOnIntegers();
  }

  @Override
  public Tensor relu(Op.Relu op) {
    throw notOnIntegers();
  }

  @Override
  public Tensor globalAveragePool(Op.GlobalAveragePool op) {
    throw notOnIntegers();
  }

  @Override
  public Tensor quantize(Op.Quantize op) {
    throw notOnIntegers();
  }

  private IllegalStateException notOnIntegers() {
    return new IllegalStateException("node '" + node.name() + "' is not on integers");
  }

  private Tensor in(int index) {
    return values.get(node.inputs().get(index)).to(arithmetic);
  }
}
