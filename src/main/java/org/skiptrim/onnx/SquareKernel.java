package org.skiptrim.onnx;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Window;

/**
 * Any kernel with any padding as a square one with paddings that are the same above and on the
 * left, and below and on the right: what is not its own is zero. So a 1×7 kernel padded by 3 on two
 * sides is a 7×7 one of which a single row is not zero.
 *
 * @param window of the square kernel
 * @param row of the kernel's first row in it
 * @param column of its first column
 */
record SquareKernel(Window window, int row, int column) {
  /** Larger ones are no convolution that is worth it. */
  private static final int LARGEST = 9;

  /**
   * One axis of a convolution.
   *
   * @param kernel its extent
   * @param before padding on the left or top
   * @param after on the right or bottom
   * @param in pixels of the map
   */
  record Axis(int kernel, int before, int after, int in) {
    int out(int stride) {
      return Math.floorDiv(in + before + after - kernel, stride) + 1;
    }

    /** Itself; its padding is as much on both sides if that is as good. */
    Window window(int stride) {
      Window even = new Window(kernel, stride, before);
      return even.extent(in) == out(stride)
          ? even
          : new Window(kernel, stride, before, after - before);
    }

    boolean fits(Window window) {
      int first = window.padding() - before;
      return first >= 0
          && first + kernel <= window.kernel()
          && window.extent(in) == out(window.stride());
    }
  }

  /** The smallest; empty if there is none. */
  static Optional<SquareKernel> of(Axis vertical, Axis horizontal, int stride) {
    Window own = vertical.window(stride);
    if (own.equals(horizontal.window(stride))) {
      return Optional.of(new SquareKernel(own, 0, 0));
    }
    return IntStream.rangeClosed(1, LARGEST)
        .boxed()
        .flatMap(kernel -> IntStream.range(0, kernel).mapToObj(p -> new Window(kernel, stride, p)))
        .filter(window -> vertical.fits(window) && horizontal.fits(window))
        .findFirst()
        .map(
            window ->
                new SquareKernel(
                    window,
                    window.padding() - vertical.before(),
                    window.padding() - horizontal.before()));
  }

  /** The weights in it: outputs × inputs × kernel × kernel. */
  Values weights(Constant weight) {
    int outputs = weight.shape().get(0);
    int inputs = weight.shape().get(1);
    int height = weight.shape().get(2);
    int width = weight.shape().get(3);
    int kernel = window.kernel();
    double[] data = new double[outputs * inputs * kernel * kernel];
    for (int map = 0; map < outputs * inputs; map++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int to = (map * kernel + row + y) * kernel + column + x;
          data[to] = weight.data()[(map * height + y) * width + x];
        }
      }
    }
    return new Values(List.of(outputs, inputs, kernel, kernel), data);
  }
}
