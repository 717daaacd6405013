package org.skiptrim.process;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does tasks in threads, most of which wait for a process of theirs.
 *
 * @param atATime how many
 */
public record SideBySide(int atATime) {

  /** Checks the number. */
  public SideBySide {
    if (atATime < 1) {
      throw new IllegalArgumentException(atATime + " at a time; at least 1 is needed");
    }
  }

  /**
   * Does all of them. The first failure stops the others, and their processes with them.
   *
   * @param done is told each result, in the order in which they come
   */
  public <T> void run(Collection<? extends Callable<T>> tasks, Consumer<T> done)
      throws IOException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(atATime);
    try {
      CompletionService<T> results = new ExecutorCompletionService<>(workers);
      tasks.forEach(results::submit);
      for (int i = 0; i < tasks.size(); i++) {
        done.accept(results.take().get());
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      workers.shutdownNow();
      workers.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  private static IOException unwrapped(ExecutionException e) throws InterruptedException {
    if (e.getCause() instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return e.getCause() instanceof IOException failure
        ? failure
        : new IOException(String.valueOf(e.getCause()), e);
  }
}
