package org.skiptrim.experiment;

import java.util.Map;
import java.util.Optional;

/**
 * Which images.
 *
 * @param name {@code cifar-10}
 * @param trainImages how many of the training images, the first ones; all if empty
 */
public record DatasetSpec(String name, Optional<Integer> trainImages) {
  /** CIFAR-10's; the other data sets come with their own. */
  private static final int MOST = 50_000;

  static DatasetSpec read(Setting section) throws SpecException {
    Setting images = section.get("train_images");
    if (!images.is("all") && !(images.node().value() instanceof Long)) {
      throw images.wrong("it must be all or a whole number from 1 to " + MOST);
    }
    return new DatasetSpec(
        section.get("name").choice(Map.of("cifar-10", "cifar-10")),
        images.is("all") ? Optional.empty() : Optional.of(images.integer(1, MOST)));
  }
}
