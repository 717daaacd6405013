package org.skiptrim.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.skiptrim.storage.AtomicFiles;

/** Makes a folder of tools that run out of unpacked packages; see {@link PlacementRecipe}. */
final class PlacementFolder {
  private PlacementFolder() {}

  /** In place. */
  static void make(Path unpacked) throws IOException {
    removeAllBut(PlacementRecipe.KEPT, unpacked);
    redirect(unpacked.resolve("usr/bin/nextpnr-ecp5"));
    redirect(unpacked.resolve("usr/bin/nextpnr-ice40"));
    Path bin = Files.createDirectories(unpacked.resolve("bin"));
    Path loader = unpacked.resolve(PlacementRecipe.LOADER);
    Files.copy(loader, bin.resolve(loader.getFileName()));
    Files.createSymbolicLink(unpacked.resolve("share"), Path.of("usr/share"));
    for (Map.Entry<String, String> script : PlacementRecipe.scripts().entrySet()) {
      Path file = bin.resolve(script.getKey());
      AtomicFiles.write(file, script.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Files that match none of the globs go, and folders in which nothing is left. */
  static void removeAllBut(List<String> globs, Path folder) throws IOException {
    List<PathMatcher> kept =
        globs.stream()
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Path relative = folder.relativize(file);
        boolean goes =
            Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? isEmpty(file)
                : kept.stream().noneMatch(glob -> glob.matches(relative));
        if (goes) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** The same length as before, so that the program stays as it is in all else. */
  private static void redirect(Path program) throws IOException {
    String content = Files.readString(program, ISO_8859_1);
    String changed = content.replace(PlacementRecipe.COMPILED_IN, PlacementRecipe.SUBSTITUTE);
    if (changed.equals(content)) {
      throw new IOException(program.getFileName() + " looks elsewhere for its chips than expected");
    }
    Files.writeString(program, changed, ISO_8859_1); // keeps its permissions
  }
}
