package org.skiptrim.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.storage.TemporaryFiles;

/**
 * A package of Debian that is fetched and unpacked, and not installed: so nobody need be root.
 *
 * @param title of the data set
 * @param packageName as apt knows it
 * @param folder where the files would be if it were installed
 */
record DebianPackage(String title, String packageName, Path folder) implements FileSource {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Override
  public String name() {
    return "Debian package " + packageName;
  }

  @Override
  public void fetchInto(DataFolder into, ProgressListener listener) throws IOException {
    Path scratch = Files.createTempDirectory(into.path(), "debian-");
    try {
      listener.note("fetching %s from %s".formatted(title, name()));
      run(scratch, "apt-get", "download", packageName);
      run(scratch, "dpkg-deb", "-x", fetched(scratch), "unpacked");
      Path unpacked = scratch.resolve("unpacked").resolve(folder.getRoot().relativize(folder));
      new FilesOnDisk(name(), List.of(unpacked)).fetchInto(into, listener);
    } finally {
      delete(scratch);
    }
  }

  private static String fetched(Path scratch) throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".deb"))
          .findFirst()
          .orElseThrow(() -> new IOException("apt-get download brought no package"));
    }
  }

  private void run(Path scratch, String... command) throws IOException {
    String task = "fetching " + packageName;
    Path log = TemporaryFiles.file("skiptrim-debian", ".log"); // stays if it fails
    try {
      new ToolProcess(command[0], task, List.of(command), scratch, log).withTimeout(LIMIT).answer();
      Files.delete(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("apt-get was interrupted while " + task);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
