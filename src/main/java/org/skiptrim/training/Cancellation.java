package org.skiptrim.training;

import java.util.concurrent.CancellationException;

/** An interrupted thread stops between two steps. */
final class Cancellation {
  private Cancellation() {}

  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }
}
