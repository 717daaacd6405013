package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheDirectoryTest {
  private static final Path HOME = Path.of("/home/ada");

  @Test
  void resolve_ownVariable_wins() {
    assertEquals(
        Path.of("/big/cache"),
        CacheDirectory.resolve(
            Map.of("SKIPTRIM_CACHE", "/big/cache", "XDG_CACHE_HOME", "/xdg"), HOME));
  }

  @Test
  void resolve_xdg_addsOwnFolder() {
    assertEquals(
        Path.of("/xdg/skiptrim"), CacheDirectory.resolve(Map.of("XDG_CACHE_HOME", "/xdg"), HOME));
  }

  @Test
  void resolve_blankOrRelativeXdg_isHome() {
    Path standard = Path.of("/home/ada/.cache/skiptrim");
    assertEquals(standard, CacheDirectory.resolve(Map.of(), HOME));
    assertEquals(standard, CacheDirectory.resolve(Map.of("SKIPTRIM_CACHE", " "), HOME));
    assertEquals(standard, CacheDirectory.resolve(Map.of("XDG_CACHE_HOME", "cache"), HOME));
  }
}
