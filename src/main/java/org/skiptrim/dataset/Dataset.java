package org.skiptrim.dataset;

import java.util.List;

/**
 * Labelled images for training and for testing, in memory.
 *
 * @param name what reports call it, such as {@code CIFAR-10}
 * @param channels of an image
 * @param height of an image in pixels
 * @param width of an image in pixels
 * @param classes the names of the classes, by label
 * @param train what networks learn from
 * @param test what accuracy is measured on
 * @param normalization how pixels become the network's input
 */
public record Dataset(
    String name,
    int channels,
    int height,
    int width,
    List<String> classes,
    Split train,
    Split test,
    Normalization normalization) {

  /** Checks that the images have the size said and that each label has a class. */
  public Dataset {
    classes = List.copyOf(classes);
    check(name, train, channels * height * width, classes.size());
    check(name, test, channels * height * width, classes.size());
  }

  /** The bytes of one image: channels · height · width. */
  public int imageBytes() {
    return channels * height * width;
  }

  /**
   * The same data set with the first images of each split only.
   *
   * @throws IllegalArgumentException if there are not that many
   */
  public Dataset take(int trainImages, int testImages) {
    return new Dataset(
        name,
        channels,
        height,
        width,
        classes,
        train.take(trainImages),
        test.take(testImages),
        normalization);
  }

  /** The same images, normalized in another way. */
  public Dataset with(Normalization other) {
    return new Dataset(name, channels, height, width, classes, train, test, other);
  }

  private static void check(String name, Split split, int imageBytes, int classCount) {
    if (split.imageBytes() != imageBytes) {
      throw new IllegalArgumentException(
          name + ": an image has " + split.imageBytes() + " bytes instead of " + imageBytes);
    }
    for (int index = 0; index < split.size(); index++) {
      if (split.label(index) >= classCount) {
        throw new IllegalArgumentException(
            name
                + ": image "
                + index
                + " has label "
                + split.label(index)
                + ", but there are "
                + classCount
                + " classes");
      }
    }
  }
}
