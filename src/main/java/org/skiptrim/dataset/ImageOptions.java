package org.skiptrim.dataset;

/**
 * How a folder of images becomes a data set.
 *
 * @param channels 3, or 1 for gray
 * @param height of all images, in pixels
 * @param width of all images, in pixels
 * @param resize how an image of another size comes to that
 * @param testShare of each class's images, 0 to 1, where there are no folders {@code train} and
 *     {@code test}
 * @param seed of the choice of test images, and of the order of all
 * @param augmentation of training images
 */
public record ImageOptions(
    int channels,
    int height,
    int width,
    Resize resize,
    double testShare,
    long seed,
    Augmentation augmentation) {

  /** What is done with an image of another size; see {@link ImageScaling}. */
  public enum Resize {
    /** The largest part of the right proportions, from the middle, is scaled. */
    CROP,
    /** All of it is scaled, whatever its proportions. */
    STRETCH,
    /** It is an error. */
    NONE
  }

  /** All that decoded pixels depend on. */
  String key() {
    return "%d %d %d %s %s %d".formatted(channels, height, width, resize, testShare, seed);
  }
}
