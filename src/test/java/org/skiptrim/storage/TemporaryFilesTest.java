package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
  @TempDir Path folder;

  @Test
  void place_thatCanBeWritten_isTheUsualOne() throws IOException {
    assertEquals(folder, TemporaryFiles.place(folder, folder.resolve("cache")));
  }

  @Test
  void place_thatCannotBeWritten_isInTheCache() throws IOException {
    Path cache = folder.resolve("cache");
    for (Path unusable :
        new Path[] {folder.resolve("none"), Files.createFile(folder.resolve("file"))}) {
      Path place = TemporaryFiles.place(unusable, cache);
      assertEquals(cache.resolve("tmp"), place);
      assertTrue(Files.isDirectory(place));
    }
  }
}
