package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/**
 * The official host's files, each compressed with gzip. What has arrived stays when another one
 * fails, so that the next attempt goes on from there.
 *
 * @param title of the data set
 * @param base where the files are
 * @param md5s of the compressed files, in the order of the data set's
 */
record OfficialFiles(String title, URI base, List<String> md5s, Download download)
    implements FileSource {

  @Override
  public String name() {
    return base.getHost();
  }

  @Override
  public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
    for (int i = 0; i < folder.files().size(); i++) {
      DataFile file = folder.files().get(i);
      if (isInstalled(file, folder)) {
        continue;
      }
      Path compressed = folder.path().resolve("official-" + file.name() + ".gz");
      download.fetch(
          base.resolve(file.name() + ".gz"), compressed, Checksum::md5, md5s.get(i), listener);
      folder.install(file, FilesOnDisk.content(compressed));
      Files.delete(compressed);
    }
  }

  private static boolean isInstalled(DataFile file, DataFolder folder) throws IOException {
    Path path = folder.path(file);
    return Files.exists(path) && Checksum.md5(path).equals(file.md5());
  }
}
