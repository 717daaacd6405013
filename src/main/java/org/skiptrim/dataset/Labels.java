package org.skiptrim.dataset;

import java.io.IOException;
import java.nio.file.Path;

/** Says which file has a label that no class has. */
final class Labels {
  private Labels() {}

  /**
   * Checks the first {@code count} labels.
   *
   * @param file that they are from
   * @throws IOException if one is not below {@code classes}
   */
  static void check(Path file, byte[] labels, int count, int classes) throws IOException {
    for (int i = 0; i < count; i++) {
      int label = Byte.toUnsignedInt(labels[i]);
      if (label >= classes) {
        throw new IOException(
            "%s: image %d has label %d, but there are %d classes; delete it"
                .formatted(file, i, label, classes));
      }
    }
  }
}
