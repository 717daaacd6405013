package org.skiptrim.spec;

import java.util.Map;
import java.util.Optional;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;

/**
 * Which images.
 *
 * @param name {@code cifar-10}
 * @param normalization of pixels: {@code standard} or {@code imagenet}
 * @param trainImages how many of the training images, the first ones; all if empty
 */
public record DatasetSpec(String name, String normalization, Optional<Integer> trainImages) {
  /** CIFAR-10's; the other data sets come with their own. */
  private static final int MOST = 50_000;

  static DatasetSpec read(Setting section) throws SpecException {
    Setting images = section.get("train_images");
    if (!images.is("all") && !(images.node().value() instanceof Long)) {
      throw images.wrong("it must be all or a whole number from 1 to " + MOST);
    }
    return new DatasetSpec(
        section.get("name").choice(Map.of("cifar-10", "cifar-10")),
        section.get("normalization").choice(Map.of("standard", "standard", "imagenet", "imagenet")),
        images.is("all") ? Optional.empty() : Optional.of(images.integer(1, MOST)));
  }

  /**
   * Eight bits for a normalized pixel: standard ones are values of this type, so that nothing is
   * lost; ImageNet's reach from −2.12 to 2.64 and are rounded.
   */
  FixedPoint inputType() {
    return normalization.equals("imagenet") ? FixedPoint.signed(8, 3) : FixedPoint.signed(8, 2);
  }

  /** The images as networks of this experiment see them. */
  public Dataset of(Dataset whole) {
    Dataset normalized =
        normalization.equals("imagenet") ? whole.with(Normalization.IMAGENET) : whole;
    return trainImages.isPresent()
        ? normalized.take(trainImages.get(), normalized.test().size())
        : normalized;
  }
}
