package org.skiptrim.quantization;

import java.util.Arrays;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;

/** One node of the {@link IntegerInterpreter}: feature maps are channels × height × width. */
final class IntegerStep implements IntegerOp.Visitor<long[]> {
  private final Network<IntegerOp> network;
  private final IntegerParameters parameters;
  private final Node<IntegerOp> node;
  private final Map<String, long[]> values;
  private final long[] image;

  IntegerStep(
      Network<IntegerOp> network,
      IntegerParameters parameters,
      Node<IntegerOp> node,
      Map<String, long[]> values,
      long[] image) {
    this.network = network;
    this.parameters = parameters;
    this.node = node;
    this.values = values;
    this.image = image;
  }

  @Override
  public long[] input(IntegerOp.Input op) {
    return image;
  }

  @Override
  public long[] conv2d(IntegerOp.Conv2d op) {
    Shape out = network.shape(node.name());
    long[] result = new long[out.size()];
    for (int channel = 0, i = 0; channel < out.channels(); channel++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          result[i++] = sumOfProducts(op, channel, y, x);
        }
      }
    }
    return result;
  }

  /** One output of a convolution: Σ weight · input over the window, zeros outside the image. */
  private long sumOfProducts(IntegerOp.Conv2d op, int outputChannel, int y, int x) {
    long[] weight = parameters.get(node.name(), "weight");
    int inputs = network.shape(node.input()).channels();
    int kernel = op.kernel();
    long sum = 0;
    for (int channel = 0; channel < inputs; channel++) {
      for (int ky = 0; ky < kernel; ky++) {
        int row = y * op.stride() - op.padding() + ky;
        for (int kx = 0; kx < kernel; kx++) {
          int column = x * op.stride() - op.padding() + kx;
          if (isInside(row, column)) {
            int w = ((outputChannel * inputs + channel) * kernel + ky) * kernel + kx;
            sum += weight[w] * in(channel, row, column);
          }
        }
      }
    }
    return sum;
  }

  @Override
  public long[] requantize(IntegerOp.Requantize op) {
    long[] scale = parameters.get(node.name(), "scale");
    long[] bias = parameters.get(node.name(), "bias");
    long[] in = in(0);
    int pixels = network.shape(node.name()).pixels();
    long[] out = new long[in.length];
    for (int i = 0; i < in.length; i++) {
      int channel = i / pixels;
      long rounded = op.type().rounding().scaled(in[i], scale[channel], bias[channel], op.shift());
      out[i] = narrow(rounded, op.relu(), op.type());
    }
    return out;
  }

  @Override
  public long[] narrow(IntegerOp.Narrow op) {
    Rounding rounding = op.type().rounding();
    return map(in(0), value -> narrow(rounding.shift(value, op.shift()), op.relu(), op.type()));
  }

  private static long narrow(long value, boolean relu, FixedPoint type) {
    return type.narrow(relu ? Math.max(value, 0) : value);
  }

  @Override
  public long[] add(IntegerOp.Add op) {
    long[] first = in(0);
    long[] second = in(1);
    long[] sum = new long[first.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (first[i] << op.firstShift()) + (second[i] << op.secondShift());
    }
    return sum;
  }

  @Override
  public long[] zeroPadShortcut(IntegerOp.ZeroPadShortcut op) {
    Shape in = network.shape(node.input());
    Shape out = network.shape(node.name());
    long[] values = in(0);
    long[] result = new long[out.size()];
    int before = ZeroChannels.of(in.channels(), op.outputs()).before();
    for (int c = 0; c < in.channels(); c++) {
      for (int y = 0; y < out.height(); y++) {
        for (int x = 0; x < out.width(); x++) {
          int from = (c * in.height() + y * op.stride()) * in.width() + x * op.stride();
          result[((before + c) * out.height() + y) * out.width() + x] = values[from];
        }
      }
    }
    return result;
  }

  @Override
  public long[] maxPool(IntegerOp.MaxPool op) {
    return overWindows(op.window().orElseThrow(), Long.MIN_VALUE, Math::max);
  }

  @Override
  public long[] windowSum(IntegerOp.WindowSum op) {
    return overWindows(op.window().orElseThrow(), 0, Long::sum);
  }

  /** Of each channel, over the pixels of the map that each window sees. */
  private long[] overWindows(Window window, long first, LongBinaryOperator operator) {
    Shape out = network.shape(node.name());
    long[] result = new long[out.size()];
    Arrays.fill(result, first);
    for (int i = 0; i < result.length; i++) {
      int channel = i / out.pixels();
      int top = i % out.pixels() / out.width() * window.stride() - window.padding();
      int left = i % out.width() * window.stride() - window.padding();
      for (int tap = 0; tap < window.pixels(); tap++) {
        int row = top + tap / window.kernel();
        int column = left + tap % window.kernel();
        if (isInside(row, column)) {
          result[i] = operator.applyAsLong(result[i], in(channel, row, column));
        }
      }
    }
    return result;
  }

  private boolean isInside(int row, int column) {
    Shape in = network.shape(node.input());
    return row >= 0 && row < in.height() && column >= 0 && column < in.width();
  }

  private long in(int channel, int row, int column) {
    Shape in = network.shape(node.input());
    return in(0)[(channel * in.height() + row) * in.width() + column];
  }

  @Override
  public long[] globalSum(IntegerOp.GlobalSum op) {
    Shape shape = network.shape(node.input());
    long[] in = in(0);
    long[] sums = new long[shape.channels()];
    for (int i = 0; i < in.length; i++) {
      sums[i / shape.pixels()] += in[i];
    }
    return sums;
  }

  @Override
  public long[] dense(IntegerOp.Dense op) {
    long[] in = in(0);
    long[] weight = parameters.get(node.name(), "weight");
    long[] sums = parameters.get(node.name(), "bias").clone();
    for (int i = 0; i < weight.length; i++) {
      sums[i / in.length] += weight[i] * in[i % in.length];
    }
    return sums;
  }

  private long[] in(int index) {
    return values.get(node.inputs().get(index));
  }

  private static long[] map(long[] values, LongUnaryOperator function) {
    long[] result = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = function.applyAsLong(values[i]);
    }
    return result;
  }
}
