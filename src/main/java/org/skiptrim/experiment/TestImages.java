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
    List<long[]> images = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      images.add(integers(dataset.test().image(i), dataset, type));
    }
    return images;
  }

  private static long[] integers(byte[] pixels, Dataset dataset, FixedPoint type) {
    long[] integers = new long[pixels.length];
    int plane = dataset.height() * dataset.width();
    for (int i = 0; i < pixels.length; i++) {
      int pixel = Byte.toUnsignedInt(pixels[i]);
      integers[i] = type.quantize(dataset.normalization().apply(pixel, i / plane));
    }
    return integers;
  }
}
