package org.skiptrim.keras;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads on a thread of its own, which is given up when it does not come back: HDF5 is a graph of
 * addresses, and a library that follows them is led astray by a file whose branches meet again. A
 * thread in Java cannot be ended from outside; the program ends without it.
 */
final class Deadline {
  private Deadline() {}

  /**
   * What the work comes to.
   *
   * @throws KerasException if it takes longer, or goes deeper than a thread can
   */
  static <T> T within(Duration longest, Callable<T> work) throws IOException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "keras-file");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new KerasException(
          "it is damaged: reading it takes longer than %d seconds".formatted(longest.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static IOException failure(Throwable cause) throws KerasException {
    if (cause instanceof StackOverflowError) {
      throw new KerasException("it is damaged: what is in it contains itself");
    }
    if (cause instanceof RuntimeException defect) {
      throw defect;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException failure ? failure : new IOException(cause);
  }
}
