package org.skiptrim.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** Single images as networks take them. */
public final class ImagePixels {
  private ImagePixels() {}

  /**
   * Reads a PNG or JPEG file.
   *
   * @return channels × height × width pixels
   * @throws IOException if it is of another size; names both
   */
  public static byte[] read(Path file, int channels, int height, int width) throws IOException {
    BufferedImage image = ImageFile.read(file);
    if (image.getHeight() != height || image.getWidth() != width) {
      throw new IOException(
          "%s has %d×%d pixels, the network takes %d×%d; scale it"
              .formatted(file, image.getWidth(), image.getHeight(), width, height));
    }
    ImageOptions options =
        new ImageOptions(
            channels, height, width, ImageOptions.Resize.NONE, 0, 0, Augmentation.NONE);
    return ImageScaling.planes(image, options);
  }
}
