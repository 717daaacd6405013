package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.dataset.CifarLayout.BinaryFile;
import org.skiptrim.storage.AtomicFiles;
import org.skiptrim.storage.Checksum;

/** The folder of the cache with the six binary files; nothing enters or leaves it unverified. */
record CifarFolder(Path path, CifarLayout layout) {

  /** Whether all are there, right or not. */
  boolean hasAllFiles() {
    return layout.files().stream().allMatch(file -> Files.exists(path(file)));
  }

  /** What is wrong with the cached files, in one line; empty if they are all there and right. */
  String problem() throws IOException {
    for (BinaryFile file : layout.files()) {
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
  void install(BinaryFile file, byte[] content) throws IOException {
    String md5 = Checksum.md5(content);
    if (!md5.equals(file.md5())) {
      throw new IOException("its " + file.name() + " has MD5 " + md5 + " instead of " + file.md5());
    }
    AtomicFiles.write(path(file), content);
  }

  /** The records of {@code files}, one file behind another, as a split. */
  Split decode(List<BinaryFile> files) throws IOException {
    int imageBytes = CifarLayout.RECORD_BYTES - 1;
    int count = files.size() * layout.imagesPerFile();
    byte[] images = new byte[count * imageBytes];
    byte[] labels = new byte[count];
    int image = 0;
    for (BinaryFile file : files) {
      byte[] records = Files.readAllBytes(path(file));
      for (int at = 0; at < records.length; at += CifarLayout.RECORD_BYTES, image++) {
        labels[image] = records[at];
        System.arraycopy(records, at + 1, images, image * imageBytes, imageBytes);
      }
    }
    return new Split(images, labels);
  }

  private Path path(BinaryFile file) {
    return path.resolve(file.name());
  }
}
