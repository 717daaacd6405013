package org.skiptrim.dataset;

import java.util.Arrays;

/**
 * Images with their labels, in memory. Neither array is copied; nobody may change them.
 *
 * @param images one image behind another, each as planes of unsigned bytes [channels, height,
 *     width]
 * @param labels for each image the index of its class
 */
public record Split(byte[] images, byte[] labels) {

  /** Checks that there is at least one image, and as many labels as images. */
  public Split {
    if (labels.length == 0) {
      throw new IllegalArgumentException("a split needs at least one image");
    }
    if (images.length % labels.length != 0) {
      throw new IllegalArgumentException(
          images.length + " bytes are no whole number for each of " + labels.length + " images");
    }
  }

  /** How many images there are. */
  public int size() {
    return labels.length;
  }

  /** The bytes of one image. */
  public int imageBytes() {
    return images.length / labels.length;
  }

  /** A copy of one image, [channels, height, width]. */
  public byte[] image(int index) {
    int begin = Math.multiplyExact(index, imageBytes());
    return Arrays.copyOfRange(images, begin, begin + imageBytes());
  }

  /** The class index of one image. */
  public int label(int index) {
    return Byte.toUnsignedInt(labels[index]);
  }

  /**
   * The first {@code count} images, as a part to try things with.
   *
   * @throws IllegalArgumentException if there are not that many, or none is asked for
   */
  public Split take(int count) {
    if (count < 1 || count > size()) {
      throw new IllegalArgumentException(count + " images asked for; take 1 to " + size());
    }
    return count == size()
        ? this
        : new Split(Arrays.copyOf(images, count * imageBytes()), Arrays.copyOf(labels, count));
  }
}
