package org.skiptrim.network;

/**
 * The part of a feature map that an operation sees for each pixel of its result: a square, zeros
 * outside of the map.
 *
 * @param kernel height and width
 * @param stride from one to the next
 * @param padding how far the first one lies outside, above and on the left
 * @param asymmetry how much further than that the last one may reach below and on the right: 1
 *     where TensorFlow pads an even map for a stride of 2; may be negative
 */
public record Window(int kernel, int stride, int padding, int asymmetry) {

  /** Checks the ranges. */
  public Window {
    if (kernel < 1 || stride < 1 || padding < 0 || padding + asymmetry < 0) {
      throw new IllegalArgumentException(
          "kernel %d, stride %d and padding %d and %d; use 1 or more, 1 or more, 0 or more"
              .formatted(kernel, stride, padding, padding + asymmetry));
    }
  }

  /** With as much padding on all sides. */
  public Window(int kernel, int stride, int padding) {
    this(kernel, stride, padding, 0);
  }

  /** Every {@code stride}-th pixel of each row and column, the first included. */
  public static Window subsampling(int stride) {
    return new Window(1, stride, 0);
  }

  /** Whether it sees one pixel, and nothing outside of the map. */
  public boolean isOnePixel() {
    return kernel == 1 && padding == 0 && asymmetry == 0;
  }

  /** Padding below and on the right. */
  public int paddingAfter() {
    return padding + asymmetry;
  }

  /** The pixels that it sees. */
  public int pixels() {
    return kernel * kernel;
  }

  /** The shape of a result with so many channels. */
  public Shape output(Shape in, int channels) {
    return new Shape(channels, extent(in.height()), extent(in.width()));
  }

  /** How many windows there are along an extent. */
  public int extent(int in) {
    return Math.floorDiv(in + padding + paddingAfter() - kernel, stride) + 1;
  }

  /** The same window from pixel to pixel. */
  public Window withStride(int other) {
    return new Window(kernel, other, padding, asymmetry);
  }

  /** The same on a map around which the padding stands already. */
  public Window unpadded() {
    return new Window(kernel, stride, 0);
  }
}
