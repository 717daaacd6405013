package org.skiptrim.network;

import java.util.List;

/** The shape an operation makes of its inputs' shapes; refuses those it cannot take. */
final class ShapeInference implements Op.Visitor<Shape> {
  private final List<Shape> inputs;

  ShapeInference(List<Shape> inputs) {
    this.inputs = inputs;
  }

  @Override
  public Shape input(Op.Input op) {
    require(0);
    return op.shape();
  }

  @Override
  public Shape conv2d(Op.Conv2d op) {
    Shape in = only();
    return new Shape(op.outputs(), extent(in.height(), op), extent(in.width(), op));
  }

  private static int extent(int in, Op.Conv2d op) {
    return Math.floorDiv(in + 2 * op.padding() - op.kernel(), op.stride()) + 1;
  }

  @Override
  public Shape batchNorm(Op.BatchNorm op) {
    return only();
  }

  @Override
  public Shape relu(Op.Relu op) {
    return only();
  }

  @Override
  public Shape add(Op.Add op) {
    require(2);
    if (!inputs.get(0).equals(inputs.get(1))) {
      throw new IllegalArgumentException(
          "cannot add " + inputs.get(0) + " and " + inputs.get(1) + ": the shapes differ");
    }
    return inputs.get(0);
  }

  @Override
  public Shape zeroPadShortcut(Op.ZeroPadShortcut op) {
    Shape in = only();
    if (op.stride() < 1 || op.outputs() < in.channels()) {
      throw new IllegalArgumentException(
          "a zero-pad shortcut makes %d channels of %d with stride %d; give as many or more, and 1 or more"
              .formatted(op.outputs(), in.channels(), op.stride()));
    }
    int height = (in.height() + op.stride() - 1) / op.stride();
    int width = (in.width() + op.stride() - 1) / op.stride();
    return new Shape(op.outputs(), height, width);
  }

  @Override
  public Shape scale(Op.Scale op) {
    return only();
  }

  @Override
  public Shape globalAveragePool(Op.GlobalAveragePool op) {
    return new Shape(only().channels(), 1, 1);
  }

  @Override
  public Shape dense(Op.Dense op) {
    if (only().pixels() != 1) {
      throw new IllegalArgumentException("a dense layer takes Cx1x1, not " + only());
    }
    return new Shape(op.outputs(), 1, 1);
  }

  @Override
  public Shape quantize(Op.Quantize op) {
    return only();
  }

  @Override
  public Shape requantize(Op.Requantize op) {
    return only();
  }

  @Override
  public Shape narrow(Op.Narrow op) {
    return only();
  }

  @Override
  public Shape globalSum(Op.GlobalSum op) {
    return new Shape(only().channels(), 1, 1);
  }

  private Shape only() {
    require(1);
    return inputs.get(0);
  }

  private void require(int count) {
    if (inputs.size() != count) {
      throw new IllegalArgumentException("takes " + count + " inputs, not " + inputs.size());
    }
  }
}
