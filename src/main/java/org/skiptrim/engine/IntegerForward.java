package org.skiptrim.engine;

import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;

/**
 * One node of an {@link IntegerModel}. Between nodes the integers are held in float32 where they
 * fit a type, so that convolutions can run on them as they are.
 */
final class IntegerForward implements IntegerOp.Visitor<Tensor> {
  private final Node<IntegerOp> node;
  private final Map<String, Tensor> parameters;
  private final ExactArithmetic arithmetic;
  private final ExactConvolution convolution; // null for other nodes
  private final GraphPass<IntegerOp> pass;
  private final Tensor images;

  IntegerForward(
      Node<IntegerOp> node,
      Map<String, Tensor> parameters,
      ExactArithmetic arithmetic,
      ExactConvolution convolution,
      GraphPass<IntegerOp> pass,
      Tensor images) {
    this.node = node;
    this.parameters = parameters;
    this.arithmetic = arithmetic;
    this.convolution = convolution;
    this.pass = pass;
    this.images = images;
  }

  @Override
  public Tensor input(IntegerOp.Input op) {
    return images;
  }

  @Override
  public Tensor conv2d(IntegerOp.Conv2d op) {
    return convolution.of(pass.result(node.input()));
  }

  @Override
  public Tensor requantize(IntegerOp.Requantize op) {
    Tensor scale = perChannel("scale");
    Tensor bias = perChannel("bias");
    Tensor rounded =
        arithmetic == ExactArithmetic.TWO_LONGS
            ? Rounding.scaledInParts(in(0), scale, bias, op.shift(), op.type())
            : Rounding.shiftRight(in(0).mul(scale).add_(bias), op.shift(), op.type());
    return narrow(rounded, op.relu(), op.type());
  }

  private Tensor perChannel(String name) {
    return parameters.get(name).view(1, -1, 1, 1);
  }

  @Override
  public Tensor narrow(IntegerOp.Narrow op) {
    Tensor shifted =
        op.shift() < 0
            ? shiftLeft(in(0), -op.shift())
            : Rounding.shiftRight(in(0), op.shift(), op.type());
    return narrow(shifted, op.relu(), op.type());
  }

  private static Tensor narrow(Tensor integers, boolean relu, FixedPoint type) {
    Tensor narrowed = Rounding.narrow(relu ? integers.relu() : integers, type);
    return type.width() <= 24 ? narrowed.to(ScalarType.Float) : narrowed;
  }

  @Override
  public Tensor add(IntegerOp.Add op) {
    return shiftLeft(in(0), op.firstShift()).add(shiftLeft(in(1), op.secondShift()));
  }

  private static Tensor shiftLeft(Tensor integers, int shift) {
    return shift == 0 ? integers : integers.mul(new Scalar(1L << shift));
  }

  @Override
  public Tensor zeroPadShortcut(IntegerOp.ZeroPadShortcut op) {
    return Tensors.zeroPadShortcut(in(0), op.outputs(), op.stride());
  }

  @Override
  public Tensor globalSum(IntegerOp.GlobalSum op) {
    return in(0).sum(new long[] {2, 3}, true, new ScalarTypeOptional());
  }

  @Override
  public Tensor dense(IntegerOp.Dense op) {
    Tensor weight = parameters.get("weight");
    Tensor bias = parameters.get("bias");
    Tensor in = in(0).flatten(1, -1);
    if (arithmetic.scalarType() == ScalarType.Long) { // of which GPUs have no matrix product
      return in.unsqueeze(1).mul(weight).sum(2).add_(bias);
    }
    return torch.linear(in, weight, new TensorOptional(bias));
  }

  private Tensor in(int index) {
    return pass.result(node.inputs().get(index)).to(arithmetic.scalarType());
  }
}
