package org.skiptrim.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads chosen files out of a {@code .tar.gz} archive, one at a time. */
final class TarGz {
  private TarGz() {}

  /** Takes a file of the archive. */
  @FunctionalInterface
  interface Receiver {
    /** Takes the file's name without its folders, and its content. */
    void receive(String name, byte[] content) throws IOException;
  }

  /**
   * Hands over the files of those names, in the order of the archive.
   *
   * @throws IOException if the archive is cut off, or lacks one of them
   */
  static void read(Path archive, Set<String> names, Receiver receiver) throws IOException {
    Set<String> missing = new TreeSet<>(names);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.isFile() && missing.remove(name)) {
          receiver.receive(name, tar.readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new IOException(archive + ": " + e.getMessage(), e);
    }
    if (!missing.isEmpty()) {
      throw new IOException(archive + " does not hold " + String.join(", ", missing));
    }
  }
}
