package org.skiptrim.storage;

import java.nio.file.Path;
import java.util.Map;

/** Where files stay that can be fetched again: data sets and unpacked tools. */
public final class CacheDirectory {
  private CacheDirectory() {}

  /**
   * The cache of this process's user: {@code $SKIPTRIM_CACHE}, else {@code
   * $XDG_CACHE_HOME/skiptrim}, else {@code ~/.cache/skiptrim}. It need not exist yet.
   */
  public static Path standard() {
    return resolve(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path resolve(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("SKIPTRIM_CACHE", "");
    if (!own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    // The XDG base directory specification says that a relative path there is to be ignored.
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    boolean usable = !xdg.isBlank() && Path.of(xdg).isAbsolute();
    return (usable ? Path.of(xdg) : home.resolve(".cache")).resolve("skiptrim");
  }
}
