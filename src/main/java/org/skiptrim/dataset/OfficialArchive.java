package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/**
 * The official archive from its own host, which can be slow: so the download can be resumed.
 *
 * @param title of the data set
 * @param archive where it is
 * @param md5 of the archive
 */
record OfficialArchive(String title, URI archive, String md5, Download download)
    implements FileSource {

  @Override
  public String name() {
    return archive.getHost();
  }

  @Override
  public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
    // Not under the archive's own name, which is for the user to put a file in.
    String name = archive.getPath().substring(archive.getPath().lastIndexOf('/') + 1);
    Path file = folder.path().resolve("official-" + name);
    download.fetch(archive, file, Checksum::md5, md5, listener);
    unpack(title, file, folder, listener);
    Files.delete(file);
  }

  /** Installs all files from a tar archive; each is verified, so the archive need not be. */
  static void unpack(String title, Path archive, DataFolder folder, ProgressListener listener)
      throws IOException {
    List<String> names = folder.files().stream().map(DataFile::name).toList();
    Progress progress = new Progress("unpacking " + title, names.size(), listener);
    Tar.read(
        archive,
        Set.copyOf(names),
        (name, content) -> {
          folder.install(folder.files().get(names.indexOf(name)), content);
          progress.step();
        });
  }
}
