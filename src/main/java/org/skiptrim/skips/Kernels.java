package org.skiptrim.skips;

import java.util.List;
import org.skiptrim.network.Parameters.Values;

/** The weights of a convolution while they are put together: outputs × inputs × kernel × kernel. */
final class Kernels {
  private final List<Integer> shape;
  private final double[] data;

  private Kernels(List<Integer> shape) {
    this.shape = shape;
    this.data = new double[shape.stream().reduce(1, (a, b) -> a * b)];
  }

  /** Those of a convolution, with zeros for its further outputs and inputs. */
  static Kernels widened(Values weight, int outputs, int inputs) {
    int kernel = weight.shape().get(2);
    Kernels kernels = new Kernels(List.of(outputs, inputs, kernel, kernel));
    int ofOutput = weight.data().length / weight.shape().get(0);
    for (int o = 0; o < weight.shape().get(0); o++) {
      System.arraycopy(
          weight.data(), o * ofOutput, kernels.data, o * inputs * kernel * kernel, ofOutput);
    }
    return kernels;
  }

  /** Adds to the weight at row and column {@code tap}. */
  void add(int output, int input, int tap, double value) {
    int kernel = shape.get(2);
    int first = (output * shape.get(1) + input) * kernel * kernel;
    data[first + tap * kernel + tap] += value;
  }

  /** Multiplies all weights of an output. */
  void scale(int output, double factor) {
    int ofOutput = data.length / shape.get(0);
    for (int i = output * ofOutput; i < (output + 1) * ofOutput; i++) {
      data[i] *= factor;
    }
  }

  Values values() {
    return new Values(shape, data);
  }
}
