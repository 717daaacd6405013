package org.skiptrim.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.dataset.Split;
import org.skiptrim.storage.ProgressListener;

/** Gray images that are wider than high and may not be mirrored: strokes in three slants. */
public final class MadeUpDigits implements DatasetSource {
  private static final int HEIGHT = 12;
  private static final int WIDTH = 20;
  private static final int CLASSES = 3;

  @Override
  public String name() {
    return "made-up-digits";
  }

  @Override
  public Facts facts() {
    return new Facts(1, HEIGHT, WIDTH, CLASSES, 60, 15);
  }

  @Override
  public Augmentation augmentation() {
    return new Augmentation(1, false);
  }

  /** Dark ground: an input of 0 is nearly black, and the brightest pixel is 2.8. */
  @Override
  public Map<String, Normalization> normalizations() {
    Normalization gray = new Normalization(List.of(33f), List.of(79f));
    return Map.of("standard", Normalization.STANDARD, "gray", gray);
  }

  @Override
  public boolean isIn(Path cache) {
    return true;
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) {
    return new Dataset(
        "made-up digits",
        1,
        HEIGHT,
        WIDTH,
        List.of("left", "upright", "right"),
        split(60, 1),
        split(15, 2),
        Normalization.STANDARD);
  }

  private static Split split(int count, long seed) {
    Random random = new Random(seed);
    byte[] images = new byte[count * HEIGHT * WIDTH];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % CLASSES);
      int middle = WIDTH / 2 + random.nextInt(3) - 1;
      for (int y = 0; y < HEIGHT; y++) {
        int x = middle + (labels[i] - 1) * (y - HEIGHT / 2);
        images[(i * HEIGHT + y) * WIDTH + x] = (byte) (200 + random.nextInt(50));
      }
    }
    return new Split(images, labels);
  }
}
