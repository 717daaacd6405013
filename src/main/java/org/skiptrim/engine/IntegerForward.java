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
import org.skiptrim.network.Window;

/**
 * One node of an {@link IntegerModel}. Between nodes the integers are held in float32 where they
 * fit a type, so that convolutions can run on them as they are.
 */
final class IntegerForward implements IntegerOp.Visitor<Tensor> {
  /** No integer of a network has so many bits. */
  private static final double LESS_THAN_ALL = -0x1p62;

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
    Tensor scale = parameters.get("scale");
    Tensor bias = parameters.get("bias");
    if (arithmetic == ExactArithmetic.TWO_LONGS) {
      return narrow(
          Rounding.scaledInParts(in(0), scale, bias, op.shift(), op.type()), op.relu(), op.type());
    }
    Tensor sums = ownIn().mul_(scale).add_(bias);
    if (arithmetic.isReal()) { // scale and bias are over 2^shift already
      Rounding.roundInPlace(sums, op.type());
    } else {
      Rounding.shiftRightInPlace(sums, op.shift(), op.type());
    }
    return narrow(sums, op.relu(), op.type());
  }

  @Override
  public Tensor narrow(IntegerOp.Narrow op) {
    Tensor in = ownIn();
    Tensor shifted =
        op.shift() < 0
            ? in.mul_(new Scalar(1L << -op.shift()))
            : Rounding.shiftRightInPlace(in, op.shift(), op.type());
    return narrow(shifted, op.relu(), op.type());
  }

  private static Tensor narrow(Tensor integers, boolean relu, FixedPoint type) {
    Tensor narrowed = Rounding.narrowInPlace(integers, relu, type);
    return type.width() <= 24 ? narrowed.to(ScalarType.Float) : narrowed;
  }

  /** The input that nothing else will read, to be written over. */
  private Tensor ownIn() {
    Tensor in = pass.result(node.input());
    Tensor converted = in.to(arithmetic.scalarType());
    boolean isOther = in.scalar_type().intern() != arithmetic.scalarType();
    return isOther || pass.isReadOnce(node.input()) ? converted : converted.clone();
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
  public Tensor maxPool(IntegerOp.MaxPool op) {
    Window window = op.window().orElseThrow();
    Tensor padded = Tensors.padded(in(0), window, LESS_THAN_ALL);
    return Tensors.overWindows(padded, window, Tensor::maximum);
  }

  @Override
  public Tensor windowSum(IntegerOp.WindowSum op) {
    return Tensors.overWindows(in(0), op.window().orElseThrow(), Tensor::add);
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
