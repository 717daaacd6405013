package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/** The official archive from its own host, which can be slow: so the download can be resumed. */
record OfficialCifarSource(URI archive, String md5, Download download) implements CifarSource {

  static OfficialCifarSource standard() {
    return new OfficialCifarSource(
        URI.create("https://www.cs.toronto.edu/~kriz/" + CifarOnDisk.FILE_NAME),
        "c32a1d4ab5d03f1284b67883e8d87530",
        Download.patient("downloading CIFAR-10"));
  }

  @Override
  public String name() {
    return archive.getHost();
  }

  @Override
  public void fetchInto(CifarFolder folder, ProgressListener listener) throws IOException {
    // Not under the archive's own name, which is for the user to put a file in.
    Path file = folder.path().resolve("official-" + CifarOnDisk.FILE_NAME);
    download.fetch(archive, file, Checksum::md5, md5, listener);
    CifarOnDisk.unpack(file, folder, listener);
    Files.delete(file);
  }
}
