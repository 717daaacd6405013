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

/** Reads chosen files out of a tar archive, compressed with gzip or not, one at a time. */
final class Tar {
  private static final int GZIP = 0x1f8b;

  private Tar() {}

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
        TarArchiveInputStream tar = new TarArchiveInputStream(uncompressed(file))) {
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

  /** By what is in it: browsers unpack archives, and keep their names. */
  static InputStream uncompressed(InputStream file) throws IOException {
    file.mark(2);
    int magic = file.read() << 8 | file.read();
    file.reset();
    return magic == GZIP ? new GZIPInputStream(file) : file;
  }
}
