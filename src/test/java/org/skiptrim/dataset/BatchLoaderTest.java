package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchLoaderTest {
  private static final int CHANNELS = 2;
  private static final int HEIGHT = 5;
  private static final int WIDTH = 7;
  private static final int IMAGE_BYTES = CHANNELS * HEIGHT * WIDTH;
  private static final int IMAGES = 100;

  /** Image i has label i; all of its bytes depend on i and on their place. */
  private static final Dataset DATASET = dataset();

  @Test
  void epoch_inOrder_holdsPixelsChannelsLast() {
    List<Batch> batches = all(BatchLoader.testing(DATASET, 30), 0);
    assertEquals(List.of(30, 30, 30, 10), batches.stream().map(Batch::size).toList());
    Batch second = batches.get(1);
    assertArrayEquals(IntStream.range(30, 60).toArray(), second.labels());
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int c = 0; c < CHANNELS; c++) {
          assertEquals(
              pixel(31, c, y, x), second.pixels()[IMAGE_BYTES + (y * WIDTH + x) * CHANNELS + c]);
        }
      }
    }
  }

  @Test
  void epoch_training_showsEachImageOnceInAnotherOrder() {
    BatchLoader loader = BatchLoader.training(DATASET, 32, Augmentation.STANDARD, 1);
    int[] first = labels(all(loader, 0));
    int[] second = labels(all(loader, 1));
    assertHoldsEachOnce(first);
    assertHoldsEachOnce(second);
    assertFalse(Arrays.equals(first, second));
  }

  @Test
  void epoch_augmented_equalsPaddingCuttingAndMirroring() {
    Augmentation augmentation = new Augmentation(3, true);
    long seed = 11;
    int epoch = 4;
    for (Batch batch : all(BatchLoader.training(DATASET, 16, augmentation, seed), epoch)) {
      for (int i = 0; i < batch.size(); i++) {
        int image = batch.labels()[i];
        byte[] expected = reference(image, augmentation.view(seed, epoch, image), 3);
        byte[] actual = Arrays.copyOfRange(batch.pixels(), i * IMAGE_BYTES, (i + 1) * IMAGE_BYTES);
        assertArrayEquals(expected, actual, "image " + image);
      }
    }
  }

  @Test
  void epoch_paddingBeyondTheImage_isAllPadding() {
    Augmentation wide = new Augmentation(1000, false);
    byte[] pixels = all(BatchLoader.training(DATASET, IMAGES, wide, 2), 0).get(0).pixels();
    long others = IntStream.range(0, pixels.length).filter(i -> pixels[i] != (byte) 128).count();
    assertEquals(0, others);
  }

  @Test
  void epoch_again_hasTheSameBits() {
    // A second loader that starts with epoch 7, as after a restart.
    BatchLoader loader = BatchLoader.training(DATASET, 32, Augmentation.STANDARD, 1);
    all(loader, 6);
    List<Batch> first = all(loader, 7);
    List<Batch> second = all(BatchLoader.training(DATASET, 32, Augmentation.STANDARD, 1), 7);
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i).pixels(), second.get(i).pixels());
      assertArrayEquals(first.get(i).labels(), second.get(i).labels());
    }
  }

  @Test
  void epoch_partOfTheData_usesTheFirstImagesOnly() {
    BatchLoader loader = BatchLoader.training(DATASET.take(10, 5), 4, Augmentation.STANDARD, 1);
    assertEquals(3, loader.batchesPerEpoch());
    int[] seen = IntStream.of(labels(all(loader, 0))).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 10).toArray(), seen);
  }

  @Test
  void testing_batchSizeZero_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> BatchLoader.testing(DATASET, 0));
  }

  private static List<Batch> all(BatchLoader loader, int epoch) {
    List<Batch> all = new ArrayList<>();
    try (Batches batches = loader.epoch(epoch)) {
      batches.forEach(all::add);
    }
    return all;
  }

  private static int[] labels(List<Batch> batches) {
    return batches.stream().flatMapToInt(batch -> IntStream.of(batch.labels())).toArray();
  }

  private static void assertHoldsEachOnce(int[] labels) {
    int[] sorted = IntStream.of(labels).sorted().toArray();
    assertArrayEquals(IntStream.range(0, IMAGES).toArray(), sorted);
  }

  /** Step by step as one would describe it: pad, cut a window out, mirror. [height, width, c]. */
  private static byte[] reference(int image, Augmentation.View view, int padding) {
    byte[][][] padded = new byte[HEIGHT + 2 * padding][WIDTH + 2 * padding][CHANNELS];
    for (int y = 0; y < padded.length; y++) {
      for (int x = 0; x < padded[y].length; x++) {
        for (int c = 0; c < CHANNELS; c++) {
          int sy = y - padding;
          int sx = x - padding;
          boolean inside = sy >= 0 && sy < HEIGHT && sx >= 0 && sx < WIDTH;
          padded[y][x][c] = inside ? pixel(image, c, sy, sx) : (byte) 128;
        }
      }
    }
    byte[] result = new byte[IMAGE_BYTES];
    int at = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int column = view.mirrored() ? WIDTH - 1 - x : x;
        for (int c = 0; c < CHANNELS; c++) {
          result[at++] = padded[padding + view.down() + y][padding + view.right() + column][c];
        }
      }
    }
    return result;
  }

  private static byte pixel(int image, int channel, int y, int x) {
    return (byte) (image * 31 + channel * 101 + y * 17 + x * 3);
  }

  private static Dataset dataset() {
    byte[] images = new byte[IMAGES * IMAGE_BYTES];
    byte[] labels = new byte[IMAGES];
    int at = 0;
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = (byte) i;
      for (int c = 0; c < CHANNELS; c++) {
        for (int y = 0; y < HEIGHT; y++) {
          for (int x = 0; x < WIDTH; x++) {
            images[at++] = pixel(i, c, y, x);
          }
        }
      }
    }
    Split split = new Split(images, labels);
    return new Dataset(
        "toy",
        CHANNELS,
        HEIGHT,
        WIDTH,
        Collections.nCopies(IMAGES, "class"),
        split,
        split,
        Normalization.STANDARD);
  }
}
