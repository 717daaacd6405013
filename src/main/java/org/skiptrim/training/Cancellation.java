package org.skiptrim.training;

import java.util.concurrent.CancellationException;

/** An interrupted thread stops between two steps. */
final class Cancellation {
  private Cancellation() {}

  static boolean isRequested() {
    return Thread.currentThread().isInterrupted();
  }

  static void check() {
    if (isRequested()) {
      throw new CancellationException("interrupted");
    }
  }
}
