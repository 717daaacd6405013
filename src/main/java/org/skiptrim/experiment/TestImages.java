package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.fixedpoint.FixedPoint;

/** Test images as the hardware gets them. */
final class TestImages {
  private TestImages() {}

  /** {@code count} of them, channels × height × width integers each. */
  static List<long[]> from(int first, int count, Dataset dataset, FixedPoint type) {
    long[][] integers = dataset.normalization().integers(dataset.channels(), type);
    List<long[]> images = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      images.add(integers(dataset.test().image(i), dataset, integers));
    }
    return images;
  }

  private static long[] integers(byte[] pixels, Dataset dataset, long[][] byChannel) {
    long[] integers = new long[pixels.length];
    int plane = dataset.height() * dataset.width();
    for (int i = 0; i < pixels.length; i++) {
      integers[i] = byChannel[i / plane][Byte.toUnsignedInt(pixels[i])];
    }
    return integers;
  }
}
