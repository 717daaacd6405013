package org.skiptrim.dataset;

import java.io.IOException;
import org.skiptrim.storage.ProgressListener;

/** A place that a data set's files can come from. */
interface FileSource {
  /** What messages call it. */
  String name();

  /**
   * Installs all files.
   *
   * @throws IOException saying in one line why that is not possible from here
   */
  void fetchInto(DataFolder folder, ProgressListener listener) throws IOException;
}
