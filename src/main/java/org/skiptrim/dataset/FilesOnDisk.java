package org.skiptrim.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.storage.ProgressListener;

/**
 * Files that lie in folders of this machine, compressed with gzip ({@code NAME.gz}) or not. They
 * stay there.
 *
 * @param name what messages call the place
 * @param folders where each file is looked for, in that order
 */
record FilesOnDisk(String name, List<Path> folders) implements FileSource {

  /** What a user has put into the data set's own folder of the cache, compressed. */
  static FilesOnDisk putInto(DataFolder folder) {
    return new FilesOnDisk("the cache", List.of(folder.path()));
  }

  /** How {@link #putInto} is asked for. */
  static String remedy(DataFolder folder) {
    List<String> names = folder.files().stream().map(file -> file.name() + ".gz").toList();
    return "put " + String.join(", ", names) + " into " + folder.path();
  }

  @Override
  public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
    for (DataFile file : folder.files()) {
      Path source = find(file);
      try {
        folder.install(file, content(source));
      } catch (IOException e) {
        throw new IOException(source + ": " + e.getMessage(), e);
      }
    }
  }

  private Path find(DataFile file) throws IOException {
    for (Path folder : folders) {
      for (String ending : List.of(".gz", "")) {
        Path path = folder.resolve(file.name() + ending);
        if (Files.isRegularFile(path)) {
          return path;
        }
      }
    }
    throw new IOException("no " + file.name());
  }

  /** By what is in it: browsers unpack files, and keep their names. */
  static byte[] content(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        InputStream uncompressed = Tar.uncompressed(in)) {
      return uncompressed.readAllBytes();
    }
  }
}
