package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.storage.ProgressListener;

/**
 * The four IDX files of MNIST, and of data sets that are made like it: gray images of 28×28 pixels.
 * They are cached uncompressed, so that it does not matter who compressed them, and how.
 *
 * @param trainImages the MD5 of the uncompressed file; so for the others
 */
record MnistFiles(
    DataFile trainImages, DataFile trainLabels, DataFile testImages, DataFile testLabels) {
  static final int SIDE = 28;

  static MnistFiles of(
      String trainImages, String trainLabels, String testImages, String testLabels) {
    return new MnistFiles(
        new DataFile("train-images-idx3-ubyte", trainImages),
        new DataFile("train-labels-idx1-ubyte", trainLabels),
        new DataFile("t10k-images-idx3-ubyte", testImages),
        new DataFile("t10k-labels-idx1-ubyte", testLabels));
  }

  List<DataFile> all() {
    return List.of(trainImages, trainLabels, testImages, testLabels);
  }

  /** Loads the files, fetching them first if need be. */
  Dataset load(CachedFiles files, List<String> classes, ProgressListener listener)
      throws IOException {
    files.complete(listener);
    return new Dataset(
        files.title(),
        1,
        SIDE,
        SIDE,
        classes,
        split(files.folder(), trainImages, trainLabels, classes.size()),
        split(files.folder(), testImages, testLabels, classes.size()),
        Normalization.STANDARD);
  }

  static Split split(DataFolder folder, DataFile images, DataFile labels, int classes)
      throws IOException {
    byte[] pixels = Idx.read(folder.path(images), -1, SIDE, SIDE);
    Path labelFile = folder.path(labels);
    byte[] all = Idx.read(labelFile, pixels.length / (SIDE * SIDE));
    Labels.check(labelFile, all, all.length, classes);
    return new Split(pixels, all);
  }
}
