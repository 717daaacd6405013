package org.skiptrim.dataset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads a PNG or JPEG file that may be anything. */
final class ImageFile {
  /** Above what cameras take; decoded, it is a quarter of a gigabyte. */
  private static final long MOST_PIXELS = 1 << 26;

  /** Zlib makes nothing smaller than about a thousandth. */
  private static final long MOST_INFLATED = 1032;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

  private ImageFile() {}

  /** Whether its name says that it is an image of a kind that can be read. */
  static boolean isNamedSo(Path file) {
    return !format(file).isEmpty();
  }

  private static String format(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return "png";
    }
    return name.endsWith(".jpg") || name.endsWith(".jpeg") ? "jpeg" : "";
  }

  /**
   * Decodes a file.
   *
   * @throws IOException in one line that names the file
   */
  static BufferedImage read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    String found = begins(content, PNG) ? "png" : begins(content, JPEG) ? "jpeg" : "";
    if (!found.equals(format(file))) {
      throw new IOException(
          "%s holds %s; rename it, or take it out"
              .formatted(
                  file,
                  found.isEmpty() ? "neither a PNG nor a JPEG image" : "a " + found + " image"));
    }
    try {
      return decoded(content, found);
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers answer damaged files with exceptions of all kinds.
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new IOException(
          "%s cannot be read (%s); mend it, or take it out"
              .formatted(file, reason.lines().findFirst().orElse("damaged")),
          e);
    }
  }

  private static BufferedImage decoded(byte[] content, String format) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    // With a memory stream, since ImageIO would put a copy of any other into a temporary file.
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      reader.setInput(in, true, true);
      checkSize(reader.getWidth(0), reader.getHeight(0), content.length, format);
      boolean[] broken = new boolean[1];
      reader.addIIOReadWarningListener((source, warning) -> broken[0] = true);
      BufferedImage image = reader.read(0);
      if (broken[0] && format.equals("jpeg") && !endsWithMarker(content)) {
        throw new IOException("it is cut off");
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  /** Before anything of that size is allocated. */
  private static void checkSize(long width, long height, long bytes, String format)
      throws IOException {
    boolean cannotBe = format.equals("png") && width * height / 8 > bytes * MOST_INFLATED;
    if (width * height > MOST_PIXELS || cannotBe) {
      throw new IOException(
          "it says that it has %d×%d pixels; at most %d are read"
              .formatted(width, height, cannotBe ? bytes * MOST_INFLATED * 8 : MOST_PIXELS));
    }
  }

  private static boolean begins(byte[] content, byte[] magic) {
    return content.length > magic.length
        && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
  }

  /** An end-of-image marker, perhaps with something behind it. */
  private static boolean endsWithMarker(byte[] content) {
    for (int i = content.length - 2; i >= 0; i--) {
      if (content[i] == (byte) 0xff && content[i + 1] == (byte) 0xd9) {
        return true;
      }
    }
    return false;
  }
}
