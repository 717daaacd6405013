package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;

/** Runs for those data sets that are in the cache already; downloads nothing. */
class RealDataTest {
  private static final double TOLERANCE = 0.05;

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "fashion-mnist", "cifar-100", "svhn"})
  void load_cachedData_areWhatIsSaidOfThem(String name) throws IOException {
    DatasetSource source = DatasetSource.named(name);
    assumeTrue(source.isIn(CacheDirectory.standard()), name + " is not cached");
    Dataset dataset = source.load(CacheDirectory.standard(), ProgressListener.SILENT);
    assertEquals(source.facts().trainImages(), dataset.train().size());
    assertEquals(source.facts().testImages(), dataset.test().size());
    Normalization measured = source.normalizations().get("measured");
    int plane = dataset.height() * dataset.width();
    for (int channel = 0; channel < dataset.channels(); channel++) {
      double sum = 0;
      double squares = 0;
      long count = 0;
      byte[] pixels = dataset.train().images();
      for (int start = channel * plane; start < pixels.length; start += dataset.imageBytes()) {
        for (int i = start; i < start + plane; i++, count++) {
          int pixel = Byte.toUnsignedInt(pixels[i]);
          sum += pixel;
          squares += pixel * pixel;
        }
      }
      double mean = sum / count;
      assertEquals(measured.mean(channel), mean, TOLERANCE);
      assertEquals(measured.std(channel), Math.sqrt(squares / count - mean * mean), TOLERANCE);
    }
  }
}
