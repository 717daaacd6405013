package org.skiptrim.simulation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.CacheDirectory;

/**
 * Verilator's run-time library, compiled. It is the same for every design and takes longer to
 * compile than a small design does, so it is kept; make compiles only what is missing.
 *
 * @param cache where it is kept
 */
record VerilatorRuntime(Path cache) {
  private static final String OBJECTS = "verilated*.o";

  /** The library of one version of Verilator. */
  static VerilatorRuntime of(ToolVersion version) {
    return new VerilatorRuntime(CacheDirectory.standard().resolve("verilator-" + version.text()));
  }

  /** Puts what is there into a build's folder. */
  void copyTo(Path objects) throws IOException {
    copy(cache, objects);
  }

  /** Keeps what a build has made. */
  void keepFrom(Path objects) throws IOException {
    copy(objects, cache);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(from);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, OBJECTS)) {
      for (Path file : files) {
        Path target = to.resolve(file.getFileName());
        if (!Files.exists(target)) {
          AtomicFiles.write(target, Files.readAllBytes(file));
        }
      }
    }
  }
}
