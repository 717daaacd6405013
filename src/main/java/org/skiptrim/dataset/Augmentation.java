package org.skiptrim.dataset;

/**
 * Random changes that keep an image's class: it is padded on all sides, a window of its own size is
 * cut out anywhere, and every other one is mirrored left to right. What happens to an image depends
 * on the seed, the epoch and the image's index only.
 *
 * @param padding the pixels added on each side, 0 for no cropping
 * @param mirror whether images are mirrored
 */
public record Augmentation(int padding, boolean mirror) {
  /** What He et al. (2016) train CIFAR-10 networks with: four pixels of padding, mirrored. */
  public static final Augmentation STANDARD = new Augmentation(4, true);

  /** Leaves every image as it is. */
  public static final Augmentation NONE = new Augmentation(0, false);

  /** Checks that the padding is 0 or more. */
  public Augmentation {
    if (padding < 0) {
      throw new IllegalArgumentException("padding " + padding + " is negative");
    }
  }

  /**
   * Which pixels of an image are seen: target pixel (y, x) is source pixel (y + down, x + right),
   * or padding if that lies outside; then the rows are reversed if mirrored.
   */
  record View(int down, int right, boolean mirrored) {}

  View view(long seed, int epoch, int index) {
    long bits = KeyedRandom.bits(KeyedRandom.Purpose.AUGMENT, seed, epoch, index);
    int positions = 2 * padding + 1;
    // Two numbers from the upper half of the bits, the mirror from the lowest.
    int place = KeyedRandom.below(positions * positions, bits);
    return new View(
        place / positions - padding, place % positions - padding, mirror && (bits & 1) == 1);
  }
}
