package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.ProgressListener;

/**
 * Fashion-MNIST (Xiao et al. 2017): 60,000 training and 10,000 test images of clothes, 28×28
 * pixels, light on black. Debian's package has the official files, compressed anew.
 */
public final class FashionMnist implements DatasetSource {
  private static final String TITLE = "Fashion-MNIST";
  private static final List<String> CLASSES =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");
  private static final MnistFiles FILES =
      MnistFiles.of(
          "f4a8712d7a061bf5bd6d2ca38dc4d50a",
          "9018921c3c673c538a1fc5bad174d6f9",
          "8181f5470baa50b63fa0f6fddb340f0a",
          "15d484375f8d13e6eb1aabb0c3f46965");

  @Override
  public String name() {
    return "fashion-mnist";
  }

  @Override
  public Facts facts() {
    return new Facts(1, MnistFiles.SIDE, MnistFiles.SIDE, CLASSES.size(), 60_000, 10_000);
  }

  /** Clothes may be mirrored; they fill their images, so they are moved by two pixels only. */
  @Override
  public Augmentation augmentation() {
    return new Augmentation(2, true);
  }

  /** The mean and standard deviation of the training pixels are 0.2860 and 0.3530 of 255. */
  @Override
  public Map<String, Normalization> normalizations() {
    return Normalization.standardAnd(List.of(0.2860f), List.of(0.3530f));
  }

  @Override
  public boolean isIn(Path cache) {
    return folder(cache).hasAllFiles();
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) throws IOException {
    DataFolder folder = folder(cache);
    Path installed = Path.of("/usr/share/datasets/fashion-mnist");
    List<FileSource> sources =
        List.of(
            FilesOnDisk.putInto(folder),
            new FilesOnDisk(installed.toString(), List.of(installed)),
            new DebianPackage(TITLE, "dataset-fashion-mnist", installed),
            new OfficialFiles(
                TITLE,
                URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                List.of(
                    "8d4fb7e6c68d591d4c3dfef9ec88bf0d",
                    "25c81989df183df01b3e8a0aad5dffbe",
                    "bef4ecab320f06d8554ea6380940ec79",
                    "bb300cfdad3c16e7a12a480ee83cd310"),
                Download.patient("downloading " + TITLE)));
    return FILES.load(
        new CachedFiles(TITLE, folder, sources, FilesOnDisk.remedy(folder)), CLASSES, listener);
  }

  private static DataFolder folder(Path cache) {
    return new DataFolder(cache.resolve("fashion-mnist"), FILES.all());
  }
}
