package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Checksum;

/** The folder of the cache with a data set's files; nothing enters or leaves it unverified. */
record DataFolder(Path path, List<DataFile> files) {

  /** Whether all are there, right or not. */
  boolean hasAllFiles() {
    return files.stream().allMatch(file -> Files.exists(path(file)));
  }

  /** What is wrong with the cached files, in one line; empty if they are all there and right. */
  String problem() throws IOException {
    for (DataFile file : files) {
      Path path = path(file);
      if (!Files.exists(path)) {
        return path + " is missing";
      }
      String md5 = Checksum.md5(path);
      if (!md5.equals(file.md5())) {
        return path + " is damaged (MD5 " + md5 + ")";
      }
    }
    return "";
  }

  /**
   * Puts a file in place.
   *
   * @throws IOException if the content is not that of the official file
   */
  void install(DataFile file, byte[] content) throws IOException {
    String md5 = Checksum.md5(content);
    if (!md5.equals(file.md5())) {
      throw new IOException("its " + file.name() + " has MD5 " + md5 + " instead of " + file.md5());
    }
    AtomicFiles.write(path(file), content);
  }

  byte[] read(DataFile file) throws IOException {
    return Files.readAllBytes(path(file));
  }

  Path path(DataFile file) {
    return path.resolve(file.name());
  }
}
