package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.network.Shape;

class FeatureMapFileTest {
  private static final Shape SHAPE = new Shape(2, 1, 3);

  @TempDir Path directory;

  @Test
  void write_map_pixelByPixel() throws Exception {
    Path file = directory.resolve("in.txt");
    FeatureMapFile.write(file, SHAPE, List.of(new long[] {1, 2, 3, -4, -5, -6}));
    assertEquals("1 -4 \n2 -5 \n3 -6 \n", Files.readString(file));
  }

  @Test
  void read_whatWasWritten_isTheSameUpTo63Bits() throws Exception {
    Path file = directory.resolve("in.txt");
    long[] first = {1L << 62, -(1L << 62), 0, (1L << 53) + 1, -1, 7};
    long[] second = {1, 2, 3, 4, 5, 6};
    FeatureMapFile.write(file, SHAPE, List.of(first, second));
    List<long[]> read = FeatureMapFile.read(file, SHAPE, 2);
    assertArrayEquals(first, read.get(0));
    assertArrayEquals(second, read.get(1));
  }

  @Test
  void read_tooShort_namesTheFile() throws Exception {
    Path file = directory.resolve("in.txt");
    FeatureMapFile.write(file, SHAPE, List.of(new long[6]));
    IOException error = assertThrows(IOException.class, () -> FeatureMapFile.read(file, SHAPE, 2));
    assertTrue(error.getMessage().contains("in.txt ends too early"), error.getMessage());
  }
}
