package org.skiptrim.dataset;

import java.io.IOException;
import org.skiptrim.storage.ProgressListener;

/** A place that CIFAR-10 can come from. */
interface CifarSource {
  /** What messages call it. */
  String name();

  /**
   * Installs all six files.
   *
   * @throws IOException saying in one line why that is not possible from here
   */
  void fetchInto(CifarFolder folder, ProgressListener listener) throws IOException;
}
