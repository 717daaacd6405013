package org.skiptrim.onnx;

import org.skiptrim.network.Shape;

/**
 * What stands for a value of the file that depends on the image.
 *
 * @param node of the network, which makes it
 * @param shape as it is here, after the step and without the padding
 * @param channelsLast whether the file has its channels last, as Keras does
 * @param padding zeros around it that the next convolution is to have
 * @param rowStep from one row that it has kept of the node's to the next
 * @param columnStep the same of columns
 */
record Feature(
    String node, Shape shape, boolean channelsLast, Padding padding, int rowStep, int columnStep) {

  /** Zeros on the four sides. */
  record Padding(int top, int left, int bottom, int right) {
    static final Padding NONE = new Padding(0, 0, 0, 0);

    Padding plus(Padding other) {
      return new Padding(
          top + other.top, left + other.left, bottom + other.bottom, right + other.right);
    }
  }

  static Feature of(String node, Shape shape) {
    return new Feature(node, shape, false, Padding.NONE, 1, 1);
  }

  /** Whether it is all that the node makes, channels first, and nothing else. */
  boolean isPlain() {
    return isWhole() && !channelsLast;
  }

  /** The same but for the layout. */
  boolean isWhole() {
    return padding.equals(Padding.NONE) && rowStep == 1 && columnStep == 1;
  }

  /** Whether it is a vector, so that its layout says nothing. */
  boolean isVector() {
    return shape.pixels() == 1;
  }

  Feature withChannelsLast(boolean last) {
    return new Feature(node, shape, last, padding, rowStep, columnStep);
  }

  Feature withPadding(Padding other) {
    return new Feature(node, shape, channelsLast, other, rowStep, columnStep);
  }
}
