package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.storage.ProgressListener;

class DatasetSourceTest {
  @Test
  void all_areFoundOnTheClassPath() {
    assertEquals(
        List.of(
            "cifar-10", "cifar-100", "fashion-mnist", "made-up", "made-up-digits", "mnist", "svhn"),
        DatasetSource.all().stream().map(DatasetSource::name).toList());
  }

  @Test
  void named_unknown_namesThoseThatThereAre() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> DatasetSource.named("emnist"))
            .getMessage();
    assertTrue(message.startsWith("no data set is called 'emnist'; use cifar-10 or "), message);
  }

  @Test
  void facts_areThoseOfTheImages() throws Exception {
    for (String name : List.of("made-up", "made-up-digits")) {
      DatasetSource source = DatasetSource.named(name);
      Dataset loaded = source.load(Path.of("none"), ProgressListener.SILENT);
      assertEquals(
          source.facts(),
          new DatasetSource.Facts(
              loaded.channels(),
              loaded.height(),
              loaded.width(),
              loaded.classes().size(),
              loaded.train().size(),
              loaded.test().size()));
    }
  }
}
