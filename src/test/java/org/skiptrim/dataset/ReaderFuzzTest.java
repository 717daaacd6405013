package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.ImageOptions.Resize;

/**
 * Damages files at random: each reader gives a valid data set or an error in one line that names
 * the file. {@code -Dskiptrim.fuzz=100000} tries as many damaged files of each kind, {@code
 * -Dskiptrim.seed} others.
 */
class ReaderFuzzTest {
  private static final int COUNT = Integer.getInteger("skiptrim.fuzz", 300);
  private static final long SEED = Long.getLong("skiptrim.seed", 1);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  /** Reads the damaged file. */
  private interface Reader {
    Split read(Path file) throws IOException;
  }

  @Test
  void idx_damaged_isReadOrNamed() throws IOException {
    Path labels = Files.write(folder.resolve("labels"), MnistTest.idx(0, 3));
    DataFile other = new DataFile("labels", "");
    Reader images =
        file -> MnistFiles.split(data(), new DataFile(file.getFileName().toString(), ""), other, 2);
    fuzz("images", MnistTest.idx(1, 3, 28, 28), images);
    Files.write(folder.resolve("images"), MnistTest.idx(1, 3, 28, 28));
    fuzz(
        labels.getFileName().toString(),
        MnistTest.idx(0, 3),
        file -> MnistFiles.split(data(), new DataFile("images", ""), other, 2));
  }

  @Test
  void cifar_damaged_isReadOrNamed() throws IOException {
    byte[] records = new byte[3 * 3074];
    new Random(3).nextBytes(records);
    for (int i = 0; i < 3; i++) {
      records[i * 3074 + 1] = (byte) (i * 40);
    }
    fuzz("train.bin", records, file -> Cifar100.split(data(), new DataFile("train.bin", "")));
  }

  @Test
  void mat_damaged_isReadOrNamed() throws IOException {
    byte[] whole = Files.readAllBytes(SvhnTest.write(folder.resolve("a.mat"), 3, 1, 10, 3));
    fuzz("a.mat", whole, SvhnFile::read);
  }

  @Test
  void png_damaged_isReadOrNamed() throws IOException {
    fuzz("a.png", image("png"), ReaderFuzzTest::image);
  }

  @Test
  void jpeg_damaged_isReadOrNamed() throws IOException {
    fuzz("a.jpg", image("jpg"), ReaderFuzzTest::image);
  }

  private DataFolder data() {
    return new DataFolder(folder, List.of());
  }

  private static Split image(Path file) throws IOException {
    ImageOptions options = new ImageOptions(3, 8, 8, Resize.CROP, 0.5, 1, Augmentation.NONE);
    return new Split(ImageScaling.planes(ImageFile.read(file), options), new byte[1]);
  }

  private void fuzz(String name, byte[] whole, Reader reader) throws IOException {
    Path file = folder.resolve(name);
    for (int i = 0; i < COUNT; i++) {
      Files.write(file, damaged(whole, new Random(SEED * 1_000_003 + i)));
      int number = i;
      assertTimeoutPreemptively(LIMIT, () -> check(file, reader, number), name + " " + number);
    }
  }

  private static void check(Path file, Reader reader, int number) {
    try {
      Split split = reader.read(file);
      assertEquals(split.size() * split.imageBytes(), split.images().length);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage());
      boolean named = message.contains(file.getParent().toString());
      assertTrue(named && message.lines().count() == 1, "number " + number + ": " + message);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      fail("seed %d, number %d: %s".formatted(SEED, number, e), e);
    }
  }

  /** Some bytes changed, most of them near the front, where the headers are; some files cut off. */
  private static byte[] damaged(byte[] whole, Random random) {
    byte[] damaged = whole.clone();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      int front = random.nextInt(3) == 0 ? whole.length : Math.min(whole.length, 256);
      int at = random.nextInt(front);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> damaged[at] = (byte) random.nextInt(256);
        case 2 -> damaged[at] = (byte) (random.nextBoolean() ? 0x7f : 0xff);
        default -> {
          int end = Math.min(damaged.length, at + 4);
          Arrays.fill(damaged, at, end, (byte) (random.nextBoolean() ? 0xff : 0));
        }
      }
    }
    return random.nextInt(5) == 0 ? Arrays.copyOf(damaged, random.nextInt(whole.length)) : damaged;
  }

  private static byte[] image(String format) throws IOException {
    BufferedImage image = new BufferedImage(20, 15, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int i = 0; i < 20 * 15; i++) {
      image.setRGB(i % 20, i / 20, random.nextInt(1 << 24));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }
}
