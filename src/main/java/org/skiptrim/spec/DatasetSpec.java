package org.skiptrim.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.storage.Sparse;

/**
 * Which images.
 *
 * @param name of a {@link DatasetSource}, that of a folder included
 * @param normalization of pixels
 * @param augmentation of training images, the data set's own
 * @param trainImages how many of the training images, the first ones; all if empty
 * @param testImages the same of the test images
 */
public record DatasetSpec(
    String name,
    Normalization normalization,
    Augmentation augmentation,
    Optional<Integer> trainImages,
    Optional<Integer> testImages) {

  private static final int ALL = 0;

  /** What {@link Sparse} leaves out; part of the file format, whatever the defaults become. */
  private static final DatasetSpec USUAL =
      new DatasetSpec(
          "cifar-10",
          Normalization.STANDARD,
          Augmentation.STANDARD,
          Optional.empty(),
          Optional.empty());

  @JsonValue
  Map<String, Object> said() {
    return Sparse.of(this, USUAL);
  }

  @JsonCreator
  static DatasetSpec of(Map<String, Object> said) {
    return Sparse.read(said, USUAL);
  }

  /**
   * Reads the section.
   *
   * @param source that it names
   * @param contents of the experiment's files: where the section leaves the normalization open, it
   *     is what they say
   */
  static DatasetSpec read(Setting section, DatasetSource source, List<FileContent> contents)
      throws SpecException {
    return new DatasetSpec(
        source.name(),
        normalization(section.get("normalization"), source, contents),
        source.augmentation(),
        first(section.get("train_images"), source.facts().trainImages()),
        first(section.get("test_images"), source.facts().testImages()));
  }

  private static Optional<Integer> first(Setting images, int most) throws SpecException {
    int count = images.integer(1, most, Map.of("all", ALL));
    return count == ALL ? Optional.empty() : Optional.of(count);
  }

  private static Normalization normalization(
      Setting setting, DatasetSource source, List<FileContent> contents) throws SpecException {
    Optional<Normalization> chosen =
        setting.isDefault() ? Optional.empty() : Optional.of(named(setting, source));
    for (FileContent content : contents) {
      Normalization own = content.normalization().orElse(null);
      if (own != null && chosen.isPresent() && !chosen.get().equals(own)) {
        throw content.wrong(
            "learned from images normalized with %s, but dataset.normalization or another file has"
                    .formatted(own.text())
                + " %s; leave dataset.normalization out, or this file"
                    .formatted(chosen.get().text()));
      }
      chosen = own == null ? chosen : Optional.of(own);
    }
    return chosen.isPresent() ? chosen.get() : named(setting, source);
  }

  private static Normalization named(Setting setting, DatasetSource source) throws SpecException {
    return new NormalizationReader(source.normalizations(), source.facts().channels())
        .read(setting);
  }

  /** The images as networks of this experiment see them. */
  public Dataset of(Dataset whole) {
    Dataset normalized = whole.with(normalization);
    return normalized.take(
        trainImages.orElse(normalized.train().size()), testImages.orElse(normalized.test().size()));
  }
}
