package org.skiptrim.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/**
 * A user's own images: a folder of PNG and JPEG files for each class, or such folders in {@code
 * train} and {@code test}. What an EXIF header says of an image's orientation is not followed.
 *
 * <p>Its name is made of what is in the images and of the options, so it is the same wherever the
 * folder lies, and another one as soon as an image changes.
 */
public final class ImageFolder implements DatasetSource {
  private final Path folder;
  private final ImageOptions options;
  private final FolderScan.Found found;
  private final String name;

  private ImageFolder(Path folder, ImageOptions options, FolderScan.Found found, String name) {
    this.folder = folder;
    this.options = options;
    this.found = found;
    this.name = name;
  }

  /**
   * Looks for images, and reads all files for their checksums.
   *
   * @throws IOException in one line that names the file or folder that is not as it should be
   */
  public static ImageFolder of(Path folder, ImageOptions options) throws IOException {
    FolderScan.Found found = new FolderScan(folder, options).find();
    StringBuilder all = new StringBuilder(options.key());
    for (List<FolderScan.Image> images : List.of(found.train(), found.test())) {
      for (FolderScan.Image image : images) {
        all.append('\n').append(Checksum.sha256(image.file())).append(' ').append(image.name());
      }
      all.append('\n');
    }
    String sha256 = Checksum.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    return new ImageFolder(folder, options, found, DecodedImages.name(title(folder), sha256));
  }

  private static String title(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Facts facts() {
    return new Facts(
        options.channels(),
        options.height(),
        options.width(),
        found.classes().size(),
        found.train().size(),
        found.test().size());
  }

  @Override
  public Augmentation augmentation() {
    return options.augmentation();
  }

  @Override
  public boolean isIn(Path cache) {
    return DecodedImages.isIn(cache, name);
  }

  /** Decodes the images if the cache has them not yet. */
  @Override
  public Dataset load(Path cache, ProgressListener listener) throws IOException {
    if (!isIn(cache)) {
      DecodedImages.write(
          cache,
          name,
          new Dataset(
              title(folder),
              options.channels(),
              options.height(),
              options.width(),
              found.classes(),
              decoded(found.train(), listener),
              decoded(found.test(), listener),
              Normalization.STANDARD));
    }
    return DecodedImages.read(cache, name);
  }

  private Split decoded(List<FolderScan.Image> images, ProgressListener listener)
      throws IOException {
    int imageBytes = options.channels() * options.height() * options.width();
    if ((long) images.size() * imageBytes > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "%s: %d images of %d bytes are more than 2 GB; give dataset.size a smaller one"
              .formatted(folder, images.size(), imageBytes));
    }
    byte[] pixels = new byte[images.size() * imageBytes];
    byte[] labels = new byte[images.size()];
    Progress progress = new Progress("decoding images", images.size(), listener);
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(planes(images.get(i).file()), 0, pixels, i * imageBytes, imageBytes);
      labels[i] = (byte) images.get(i).label();
      progress.step();
    }
    return new Split(pixels, labels);
  }

  private byte[] planes(Path file) throws IOException {
    BufferedImage image = ImageFile.read(file);
    boolean fits = image.getWidth() == options.width() && image.getHeight() == options.height();
    if (!fits && options.resize() == ImageOptions.Resize.NONE) {
      throw new IOException(
          "%s has %d×%d pixels instead of %d×%d; set dataset.resize to crop or stretch"
              .formatted(
                  file, image.getWidth(), image.getHeight(), options.width(), options.height()));
    }
    return ImageScaling.planes(image, options);
  }
}
