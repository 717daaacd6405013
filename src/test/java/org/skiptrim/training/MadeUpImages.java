package org.skiptrim.training;

import java.util.List;
import java.util.Random;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.dataset.Split;

/** A small data set that can be learned: each class is a pattern under noise. */
public final class MadeUpImages {
  private static final int CLASSES = 4;

  private MadeUpImages() {}

  /** Colour images of that size. */
  public static Dataset of(int train, int test, int size) {
    List<String> names = List.of("a", "b", "c", "d");
    return new Dataset(
        "made-up",
        3,
        size,
        size,
        names,
        split(train, size, 1),
        split(test, size, 2),
        Normalization.STANDARD);
  }

  private static Split split(int count, int size, long seed) {
    Random random = new Random(seed);
    int pixels = 3 * size * size;
    byte[] images = new byte[count * pixels];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) random.nextInt(CLASSES);
      for (int p = 0; p < pixels; p++) {
        boolean bright = new Random(labels[i] * 1000L + p).nextInt(1000) < 500;
        images[i * pixels + p] = (byte) ((bright ? 140 : 80) + random.nextInt(50));
      }
    }
    return new Split(images, labels);
  }
}
