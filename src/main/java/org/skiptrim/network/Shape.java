package org.skiptrim.network;

/** The shape of one feature map: channels × height × width. A feature vector is C × 1 × 1. */
public record Shape(int channels, int height, int width) {

  /** Checks that every extent is positive. */
  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape " + channels + "x" + height + "x" + width + " has an extent below 1");
    }
  }

  /** Height × width. */
  public int pixels() {
    return height * width;
  }

  /** Channels × height × width. */
  public int size() {
    return channels * pixels();
  }

  /** As in 16x32x32. */
  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
