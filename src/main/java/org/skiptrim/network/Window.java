package org.skiptrim.network;

/**
 * The part of a feature map that an operation sees for each pixel of its result: a square, zeros
 * outside of the map.
 *
 * @param kernel height and width
 * @param stride from one to the next
 * @param padding how far the first one lies outside
 */
public record Window(int kernel, int stride, int padding) {

  /** Checks the ranges. */
  public Window {
    if (kernel < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "kernel %d, stride %d and padding %d; use 1 or more, 1 or more, 0 or more"
              .formatted(kernel, stride, padding));
    }
  }

  /** Every {@code stride}-th pixel of each row and column, the first included. */
  public static Window subsampling(int stride) {
    return new Window(1, stride, 0);
  }

  /** Whether it sees one pixel, and nothing outside of the map. */
  public boolean isOnePixel() {
    return kernel == 1 && padding == 0;
  }

  /** The shape of a result with so many channels. */
  public Shape output(Shape in, int channels) {
    return new Shape(channels, extent(in.height()), extent(in.width()));
  }

  /** How many windows there are along an extent. */
  public int extent(int in) {
    return Math.floorDiv(in + 2 * padding - kernel, stride) + 1;
  }

  /** The same window from pixel to pixel. */
  public Window withStride(int other) {
    return new Window(kernel, other, padding);
  }
}
