package org.skiptrim.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.storage.FolderLock;
import org.skiptrim.storage.ProgressListener;

/**
 * A data set's files in the cache, which are fetched when they are not there or not right.
 *
 * @param title of the data set, for messages
 * @param sources in the order in which they are asked
 * @param remedy what a user can do where none of them has it, such as {@code put FILE into FOLDER}
 */
record CachedFiles(String title, DataFolder folder, List<FileSource> sources, String remedy) {

  /**
   * Brings all files about. Several processes may share a cache.
   *
   * @throws IOException if no source has them: one line with each source's reason and what to do
   */
  void complete(ProgressListener listener) throws IOException {
    // Without the lock first: a complete cache may well be read-only.
    if (!folder.problem().isEmpty()) {
      FolderLock.holding(folder.path(), listener::note, () -> completeAlone(listener));
    }
  }

  private void completeAlone(ProgressListener listener) throws IOException {
    // Whoever had the lock before may have fetched it.
    String problem = folder.problem();
    if (!problem.isEmpty()) {
      listener.note(problem + "; fetching " + title);
      fetch(listener);
    }
  }

  private void fetch(ProgressListener listener) throws IOException {
    List<String> reasons = new ArrayList<>();
    for (FileSource source : sources) {
      try {
        source.fetchInto(folder, listener);
        return;
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        String reason = source.name() + ": " + e.getMessage();
        listener.note(reason);
        reasons.add(reason);
      }
    }
    throw new IOException(
        title
            + " could not be fetched ("
            + String.join("; ", reasons)
            + "); try again later, or "
            + remedy);
  }
}
