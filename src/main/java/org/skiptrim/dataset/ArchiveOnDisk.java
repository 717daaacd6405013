package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.storage.ProgressListener;

/**
 * The archive that a user has put into the data set's folder of the cache. It stays there.
 *
 * @param title of the data set
 * @param names that it may have
 */
record ArchiveOnDisk(String title, List<String> names) implements FileSource {

  @Override
  public String name() {
    return "the cache";
  }

  @Override
  public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
    for (String name : names) {
      Path archive = folder.path().resolve(name);
      if (Files.exists(archive)) {
        OfficialArchive.unpack(title, archive, folder, listener);
        return;
      }
    }
    throw new IOException("no " + names.get(0));
  }
}
