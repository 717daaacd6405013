package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.skiptrim.storage.CacheDirectory;
import org.skiptrim.storage.ProgressListener;

/** Runs where the real data are in the cache already; downloads nothing. */
class RealCifar10Test {

  @Test
  void load_cachedData_areTheOfficialOnes() throws IOException {
    Path cache = CacheDirectory.standard();
    DataFolder folder = new DataFolder(cache.resolve("cifar-10"), CifarLayout.OFFICIAL.files());
    assumeTrue(Files.exists(folder.path().resolve("test_batch.bin")), "CIFAR-10 is not cached");
    assertEquals("", folder.problem());
    Dataset dataset = Cifar10.load(cache, ProgressListener.SILENT);
    assertEquals(50_000, dataset.train().size());
    assertEquals(10_000, dataset.test().size());
    assertEquals("frog", name(dataset, dataset.train(), 0));
    assertEquals("truck", name(dataset, dataset.train(), 1));
    assertEquals("cat", name(dataset, dataset.test(), 0));
    assertEquals("ship", name(dataset, dataset.test(), 1));
    int[] perClass = new int[10];
    for (int i = 0; i < dataset.test().size(); i++) {
      perClass[dataset.test().label(i)]++;
    }
    for (int count : perClass) {
      assertEquals(1000, count);
    }
  }

  private static String name(Dataset dataset, Split split, int image) {
    return dataset.classes().get(split.label(image));
  }
}
