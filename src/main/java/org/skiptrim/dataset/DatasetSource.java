package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.ProgressListener;

/**
 * A data set that experiments can name: what is known of it without loading it, and how to load it.
 * An implementation has a constructor without parameters and a line in {@code
 * META-INF/services/org.skiptrim.dataset.DatasetSource}.
 */
public interface DatasetSource {
  /** As specs call it: {@code cifar-10}. */
  String name();

  /** What its images are, and how many. */
  Facts facts();

  /** How its training images are varied: what keeps their class. */
  Augmentation augmentation();

  /**
   * How its pixels can become inputs, by the name that specs use; one of them is {@code standard}.
   */
  default Map<String, Normalization> normalizations() {
    return Map.of("standard", Normalization.STANDARD);
  }

  /** Whether a cache has it, so that nothing need be fetched. */
  boolean isIn(Path cache);

  /**
   * All of its images, normalized in the standard way; fetches them first if need be.
   *
   * @param cache where they stay
   * @param listener hears of a download, in bytes
   */
  Dataset load(Path cache, ProgressListener listener) throws IOException;

  /**
   * What is known of the images.
   *
   * @param channels of an image
   * @param height in pixels
   * @param width in pixels
   * @param classes how many
   * @param trainImages how many
   * @param testImages how many
   */
  record Facts(int channels, int height, int width, int classes, int trainImages, int testImages) {}

  /** All of them. */
  static List<DatasetSource> all() {
    return DatasetSources.ALL;
  }

  /**
   * The one that specs call so.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  static DatasetSource named(String name) {
    return DatasetSources.named(name);
  }

  /**
   * The images of a data set, or of an {@link ImageFolder} that has been decoded.
   *
   * @param name of either
   * @param cache where they stay
   */
  static Dataset load(String name, Path cache, ProgressListener listener) throws IOException {
    return DecodedImages.isName(name)
        ? DecodedImages.read(cache, name)
        : named(name).load(cache, listener);
  }
}
