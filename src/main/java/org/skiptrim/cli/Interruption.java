package org.skiptrim.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Lets Ctrl-C end work at a clean point. */
final class Interruption {
  /** Longer than a training step, an evaluation's batch and the writing of a checkpoint take. */
  private static final long PATIENCE_SECONDS = 20;

  private Interruption() {}

  /**
   * Does the work on this thread. When the process is asked to end, the thread is interrupted, and
   * the process waits for it to say its last words.
   */
  static int guarding(IntSupplier work) {
    CountDownLatch ended = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    Thread hook = new Thread(() -> stop(worker, ended), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.getAsInt();
    } finally {
      ended.countDown();
    }
  }

  private static void stop(Thread worker, CountDownLatch ended) {
    if (ended.getCount() == 0) {
      return; // the process ends because the work has
    }
    worker.interrupt();
    try {
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process is ending as it is
    }
  }
}
