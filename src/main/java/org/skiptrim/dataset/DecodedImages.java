package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.Safetensors;
import org.skiptrim.storage.Safetensors.Tensor;

/**
 * The images of a folder in the cache, as bytes: in {@code image-folders/NAME.safetensors} the
 * tensors {@code train} and {@code test} [images, channels, height, width] and their labels.
 */
final class DecodedImages {
  private static final String MARK = "@";
  private static final int KEY_DIGITS = 16;
  private static final String TITLE = "title";
  private static final String CLASSES = "classes";
  private static final String LABELS = "-labels";

  private DecodedImages() {}

  /** What a folder's images are called: by its title, and by what is in them. */
  static String name(String title, String sha256) {
    return title.replaceAll("[^A-Za-z0-9._-]", "-") + MARK + sha256.substring(0, KEY_DIGITS);
  }

  static boolean isName(String name) {
    return name.contains(MARK);
  }

  static boolean isIn(Path cache, String name) {
    return Files.exists(file(cache, name));
  }

  static void write(Path cache, String name, Dataset images) throws IOException {
    Files.createDirectories(file(cache, name).getParent());
    new Safetensors(
            Map.of(
                "train",
                pixels(images, images.train()),
                "test",
                pixels(images, images.test()),
                "train" + LABELS,
                Tensor.ofBytes(images.train().labels(), images.train().size()),
                "test" + LABELS,
                Tensor.ofBytes(images.test().labels(), images.test().size())),
            // A name of a folder may have anything but a slash in it.
            Map.of(TITLE, images.name(), CLASSES, String.join("/", images.classes())))
        .write(file(cache, name));
  }

  private static Tensor pixels(Dataset images, Split split) {
    return Tensor.ofBytes(
        split.images(), split.size(), images.channels(), images.height(), images.width());
  }

  /**
   * Reads them.
   *
   * @throws IOException if they are not there, or damaged
   */
  static Dataset read(Path cache, String name) throws IOException {
    Path file = file(cache, name);
    if (!Files.exists(file)) {
      throw new IOException(
          file + " is missing; run the experiment again, which decodes its images");
    }
    try {
      Safetensors content = Safetensors.read(file);
      List<Integer> shape = content.tensor("train").shape();
      return new Dataset(
          content.metadata().get(TITLE),
          shape.get(1),
          shape.get(2),
          shape.get(3),
          List.of(content.metadata().get(CLASSES).split("/")),
          split(content, "train"),
          split(content, "test"),
          Normalization.STANDARD);
    } catch (IOException | RuntimeException e) {
      throw new IOException(file + " is damaged (" + e.getMessage() + "); delete it", e);
    }
  }

  private static Split split(Safetensors content, String name) {
    return new Split(content.tensor(name).toBytes(), content.tensor(name + LABELS).toBytes());
  }

  private static Path file(Path cache, String name) {
    return cache.resolve("image-folders").resolve(name + ".safetensors");
  }
}
