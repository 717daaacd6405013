package org.skiptrim.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of a moment: where the system has a place for them, or else in the cache. */
public final class TemporaryFiles {
  private TemporaryFiles() {}

  /** A new file; who makes it deletes it. */
  public static Path file(String prefix, String suffix) throws IOException {
    return Files.createTempFile(place(), prefix, suffix);
  }

  /** Where they are: containers with a read-only file system may have no place of their own. */
  public static Path place() throws IOException {
    return place(Path.of(System.getProperty("java.io.tmpdir")), CacheDirectory.standard());
  }

  static Path place(Path usual, Path cache) throws IOException {
    return Files.isDirectory(usual) && Files.isWritable(usual)
        ? usual
        : Files.createDirectories(cache.resolve("tmp"));
  }
}
