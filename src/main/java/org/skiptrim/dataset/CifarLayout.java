package org.skiptrim.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * The six files of CIFAR-10 in their official binary form: record behind record, each a label byte
 * and then the planes of red, green and blue, 32×32 bytes each.
 *
 * @param imagesPerFile 10,000, fewer in tests
 * @param train the five training files in order
 * @param test the test file
 */
record CifarLayout(int imagesPerFile, List<DataFile> train, DataFile test) {
  static final int CHANNELS = 3;
  static final int SIDE = 32;
  static final int PLANE_BYTES = SIDE * SIDE;
  static final int RECORD_BYTES = 1 + CHANNELS * PLANE_BYTES;

  /** The MD5s are those of the files in the official archive. */
  static final CifarLayout OFFICIAL =
      new CifarLayout(
          10_000,
          List.of(
              new DataFile("data_batch_1.bin", "5dd7e06a14cb22eb9f671a540d1b7c25"),
              new DataFile("data_batch_2.bin", "5ea93a67294ea407fff1d09f752e9692"),
              new DataFile("data_batch_3.bin", "942cd6a4bcdd0dd3c604fbe906cb4421"),
              new DataFile("data_batch_4.bin", "ae636b3ba5c66a11e91e8cb52e771fcb"),
              new DataFile("data_batch_5.bin", "53f37980c15c3d472c316c40844f3f0d")),
          new DataFile("test_batch.bin", "803d5f7f4d78ea53de84dbe85f74fb6d"));

  /** All files, the test file last. */
  List<DataFile> files() {
    List<DataFile> files = new ArrayList<>(train);
    files.add(test);
    return files;
  }
}
