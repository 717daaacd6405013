package org.skiptrim.engine;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;

/** A tensor that the engine holds: a batch of images, labels, logits, or a loss. */
public final class Value {
  /** All dimensions but that of channels. */
  private static final long[] PIXELS = {0, 2, 3};

  private final Tensor tensor;

  Value(Tensor tensor) {
    this.tensor = tensor;
  }

  Tensor tensor() {
    return tensor;
  }

  /**
   * A batch of images as real numbers, (pixel − mean) / deviation.
   *
   * @param pixels unsigned bytes, batch × height × width × channels
   * @param shape of one image
   * @param means one for all channels, or one for each
   * @param deviations as many
   */
  public static Value images(byte[] pixels, Shape shape, float[] means, float[] deviations) {
    int count = pixels.length / shape.size();
    Tensor bytes =
        Tensor.create(pixels, false, count, shape.height(), shape.width(), shape.channels());
    return normalized(Engine.toDevice(bytes), means, deviations);
  }

  /** From unsigned bytes, batch × height × width × channels. */
  static Value normalized(Tensor bytes, float[] means, float[] deviations) {
    Tensor real = bytes.to(ScalarType.Float);
    real.sub_(Engine.toDevice(Tensor.create(means)));
    real.div_(Engine.toDevice(Tensor.create(deviations)));
    // The permuted view keeps channels last, the layout in which convolutions are fastest.
    return new Value(real.permute(0, 3, 1, 2));
  }

  /** Class labels of a batch. */
  public static Value labels(int[] labels) {
    long[] wide = new long[labels.length];
    for (int i = 0; i < labels.length; i++) {
      wide[i] = labels[i];
    }
    return new Value(Engine.toDevice(Tensor.create(wide, labels.length)));
  }

  /** Real numbers, batch × channels × height × width. */
  public static Value of(float[] values, Shape shape) {
    long count = values.length / shape.size();
    return new Value(
        Engine.toDevice(
            Tensor.create(values, count, shape.channels(), shape.height(), shape.width())));
  }

  /**
   * The integers that stand for these real numbers in the type, as a quantized network reads them.
   */
  public Value toIntegers(FixedPoint type) {
    return new Value(Rounding.toIntegers(tensor, type));
  }

  /** Mean cross-entropy of these logits. */
  public Value crossEntropy(Value labels) {
    return new Value(torch.cross_entropy_loss(tensor, labels.tensor));
  }

  /** Mean squared difference, over all elements, in 32 bits. */
  public Value meanSquaredError(Value other) {
    return new Value(
        torch.mse_loss(tensor.to(ScalarType.Float), other.tensor.to(ScalarType.Float)));
  }

  /**
   * T² · KL(softmax(teacher / T) ‖ softmax(this / T)), the mean over the batch (Hinton et al.,
   * arXiv 1503.02531; the factor T² keeps gradients as large at every temperature).
   *
   * @param teacher logits, batch × classes
   */
  public Value divergence(Value teacher, double temperature) {
    Scalar t = new Scalar(temperature);
    Tensor own = torch.log_softmax(tensor.div(t), 1);
    Tensor taught = torch.log_softmax(teacher.tensor.div(t), 1);
    Tensor sum = taught.exp().mul(taught.sub(own)).sum();
    return new Value(sum.mul(new Scalar(temperature * temperature / tensor.size(0))));
  }

  /**
   * Σ x·xᵀ over all windows x of a convolution that would read these feature maps.
   *
   * @return row by row; rows are channels × K × K, as weights have them
   */
  public double[] windowProducts(Window window) {
    try (PointerScope temporary = new PointerScope()) {
      Tensor windows =
          torch.im2col(
              Tensors.padded(tensor, window, 0).contiguous(),
              new long[] {window.kernel(), window.kernel()},
              new long[] {1, 1},
              new long[] {0, 0},
              new long[] {window.stride(), window.stride()});
      Tensor sum = torch.matmul(windows, windows.transpose(1, 2)).sum(0);
      return Tensors.toDoubles(sum);
    }
  }

  /** The mean of each channel of these feature maps, then the variance of each. */
  public double[][] momentsByChannel() {
    try (PointerScope temporary = new PointerScope()) {
      return new double[][] {
        Tensors.toDoubles(tensor.mean(PIXELS, false, new ScalarTypeOptional())),
        Tensors.toDoubles(tensor.var(PIXELS, false, false))
      };
    }
  }

  /** The largest magnitude in each channel of these feature maps. */
  public double[] largestByChannel() {
    try (PointerScope temporary = new PointerScope()) {
      return Tensors.toDoubles(tensor.abs().amax(PIXELS, false));
    }
  }

  /**
   * What rounding these feature maps to a type costs, if each channel is scaled for it: the sum of
   * (Q(f·x) / f − x)² for each channel.
   *
   * @param factors f, one for each channel
   */
  public double[] squaredErrorsByChannel(FixedPoint type, float[] factors) {
    try (PointerScope temporary = new PointerScope()) {
      Tensor scale = Engine.toDevice(Tensor.create(factors)).view(1, -1, 1, 1);
      Tensor rounded = Rounding.fakeQuantize(tensor.mul(scale), type).div_(scale);
      Tensor squares = rounded.sub_(tensor).square_();
      return Tensors.toDoubles(
          squares.sum(PIXELS, false, new ScalarTypeOptional(ScalarType.Double)));
    }
  }

  /** What rounding to a type costs: the sum of (Q(x) − x)². */
  public double squaredError(FixedPoint type) {
    try (PointerScope temporary = new PointerScope()) {
      Tensor difference = Rounding.fakeQuantize(tensor, type).sub_(tensor);
      return difference.square_().sum(new ScalarTypeOptional(ScalarType.Double)).item_double();
    }
  }

  /** This times a constant. */
  public Value times(double factor) {
    return new Value(tensor.mul(new Scalar(factor)));
  }

  /** The sum. */
  public Value plus(Value other) {
    return new Value(tensor.add(other.tensor));
  }

  /** Computes the gradients of this loss. */
  public void backward() {
    tensor.backward();
  }

  /** The number of a loss. */
  public double number() {
    return tensor.item_double();
  }

  /** How many of these logits (batch × classes) have their maximum at the label. */
  public long correct(Value labels) {
    return correctOnDevice(labels).item_long();
  }

  Tensor correctOnDevice(Value labels) {
    return predicted().eq(labels.tensor).sum();
  }

  private Tensor predicted() {
    return tensor.argmax(new LongOptional(1), false);
  }

  /** The classes at which these logits (batch × classes) have their maxima. */
  public int[] predictions() {
    return Arrays.stream(Tensors.toDoubles(predicted())).mapToInt(at -> (int) at).toArray();
  }

  /** All elements, row-major, as real numbers. */
  public double[] toDoubles() {
    return Tensors.toDoubles(tensor);
  }
}
