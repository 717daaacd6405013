package org.skiptrim.dataset;

import org.skiptrim.storage.ProgressListener;

/** Counts the steps of a piece of work for a listener. */
final class Progress {
  private final String what;
  private final int total;
  private final ProgressListener listener;
  private int done;

  Progress(String what, int total, ProgressListener listener) {
    this.what = what;
    this.total = total;
    this.listener = listener;
    listener.progress(what, 0, total, "files");
  }

  void step() {
    done++;
    listener.progress(what, done, total, "files");
  }
}
