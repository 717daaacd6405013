package org.skiptrim.dataset;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/**
 * SVHN's cropped digits (Netzer et al. 2011): 73,257 training and 26,032 test images of house
 * numbers, 32×32 pixels, RGB. Its 531,131 extra images are not used.
 */
public final class Svhn implements DatasetSource {
  private static final String TITLE = "SVHN";
  private static final URI HOST = URI.create("http://ufldl.stanford.edu/housenumbers/");
  private static final DataFile TRAIN =
      new DataFile("train_32x32.mat", "e26dedcc434d2e4c54c9b2d4a06d8373");
  private static final DataFile TEST =
      new DataFile("test_32x32.mat", "eb5a983be6a315427106f1b164d9cef3");
  private static final List<String> CLASSES =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  @Override
  public String name() {
    return "svhn";
  }

  @Override
  public Facts facts() {
    return new Facts(3, SvhnFile.SIDE, SvhnFile.SIDE, CLASSES.size(), 73_257, 26_032);
  }

  /** A mirrored digit is another one, or none. */
  @Override
  public Augmentation augmentation() {
    return new Augmentation(4, false);
  }

  /** The means and standard deviations of the training pixels that are usually published. */
  @Override
  public Map<String, Normalization> normalizations() {
    return Normalization.standardAnd(
        List.of(0.4377f, 0.4438f, 0.4728f), List.of(0.1980f, 0.2010f, 0.1970f));
  }

  @Override
  public boolean isIn(Path cache) {
    return folder(cache).hasAllFiles();
  }

  @Override
  public Dataset load(Path cache, ProgressListener listener) throws IOException {
    DataFolder folder = folder(cache);
    String remedy = "put train_32x32.mat and test_32x32.mat into " + folder.path();
    Official official = new Official(HOST, Download.patient("downloading " + TITLE));
    new CachedFiles(TITLE, folder, List.of(official), remedy).complete(listener);
    return new Dataset(
        TITLE,
        3,
        SvhnFile.SIDE,
        SvhnFile.SIDE,
        CLASSES,
        SvhnFile.read(folder.path(TRAIN)),
        SvhnFile.read(folder.path(TEST)),
        Normalization.STANDARD);
  }

  private static DataFolder folder(Path cache) {
    return new DataFolder(cache.resolve("svhn"), List.of(TRAIN, TEST));
  }

  /** The files as they are in the cache, so that a download is a file's last step. */
  record Official(URI base, Download download) implements FileSource {
    @Override
    public String name() {
      return base.getHost();
    }

    @Override
    public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
      for (DataFile file : folder.files()) {
        download.fetch(
            base.resolve(file.name()), folder.path(file), Checksum::md5, file.md5(), listener);
      }
    }
  }
}
