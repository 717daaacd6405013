package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.fixedpoint.FixedPoint;

/** Test images as the hardware gets them. */
final class TestImages {
  private TestImages() {}

  /** {@code count} of them, channels × height × width integers each. */
  static List<long[]> from(int first, int count, Dataset dataset, FixedPoint type) {
    long[][] ofPixels = dataset.normalization().integers(dataset.channels(), type);
    List<long[]> images = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      images.add(Normalization.integers(dataset.test().image(i), ofPixels));
    }
    return images;
  }
}
