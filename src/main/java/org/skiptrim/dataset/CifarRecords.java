package org.skiptrim.dataset;

import java.io.IOException;
import java.util.List;

/**
 * Decodes the binary files of CIFAR: record behind record, each some label bytes and then the
 * planes of red, green and blue, 32×32 bytes each.
 */
final class CifarRecords {
  private static final int IMAGE_BYTES = CifarLayout.RECORD_BYTES - 1;

  private CifarRecords() {}

  /**
   * The records of {@code files}, one file behind another, as a split.
   *
   * @param labelBytes how many stand before each image; the last of them is the label
   * @param classes how many there are
   * @throws IOException naming the file, if it does not consist of such records
   */
  static Split decode(DataFolder folder, List<DataFile> files, int labelBytes, int classes)
      throws IOException {
    int recordBytes = labelBytes + IMAGE_BYTES;
    byte[][] contents = new byte[files.size()][];
    int count = 0;
    for (int i = 0; i < contents.length; i++) {
      contents[i] = folder.read(files.get(i));
      if (contents[i].length == 0 || contents[i].length % recordBytes != 0) {
        throw new IOException(
            "%s has %d bytes, which are no records of %d; delete it"
                .formatted(folder.path(files.get(i)), contents[i].length, recordBytes));
      }
      count += contents[i].length / recordBytes;
    }
    byte[] images = new byte[count * IMAGE_BYTES];
    byte[] labels = new byte[count];
    int image = 0;
    for (int i = 0; i < contents.length; i++) {
      for (int at = 0; at < contents[i].length; at += recordBytes, image++) {
        labels[image] = contents[i][at + labelBytes - 1];
        System.arraycopy(contents[i], at + labelBytes, images, image * IMAGE_BYTES, IMAGE_BYTES);
      }
      Labels.check(folder.path(files.get(i)), labels, image, classes);
    }
    return new Split(images, labels);
  }
}
