package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynthesisCacheTest {
  private static final SortedMap<String, Long> CELLS =
      new TreeMap<>(Map.of("LUT6", 12L, "$scopeinfo", 3L, "FDRE", 5_000_000_000L));

  @TempDir Path directory;
  private SynthesisCache cache;
  private Path entry;

  @BeforeEach
  void makeCache() {
    cache = new SynthesisCache(directory.resolve("cache"));
    entry = directory.resolve("cache/key.cells");
  }

  @Test
  void find_whatWasPut_same() throws Exception {
    cache.put("key", CELLS);
    assertEquals(Optional.of(CELLS), cache.find("key"));
    assertEquals(Optional.empty(), cache.find("other"));
  }

  @Test
  void find_noCellsAtAll_isAResultToo() throws Exception {
    cache.put("key", new TreeMap<>());
    assertEquals(Optional.of(new TreeMap<>()), cache.find("key"));
  }

  @Test
  void find_anyByteChanged_empty() throws Exception {
    cache.put("key", CELLS);
    byte[] whole = Files.readAllBytes(entry);
    for (int i = 0; i < whole.length - 1; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(entry, damaged);
      assertEquals(Optional.empty(), cache.find("key"), "byte " + i);
    }
  }

  @Test
  void find_cutOffAnywhere_empty() throws Exception {
    cache.put("key", CELLS);
    String whole = Files.readString(entry);
    for (int length = 0; length < whole.length() - 1; length++) {
      Files.writeString(entry, whole.substring(0, length));
      assertEquals(Optional.empty(), cache.find("key"), length + " bytes");
    }
  }
}
