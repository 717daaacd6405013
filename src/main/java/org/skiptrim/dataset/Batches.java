package org.skiptrim.dataset;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * The batches of one epoch, in order, to be gone through once. A background thread prepares them a
 * few ahead, so that the training thread need not wait.
 */
public final class Batches implements Iterable<Batch>, AutoCloseable {
  /** Enough to bridge a pause of either thread; a CIFAR-10 batch of 128 takes 0.4 MB. */
  private static final int AHEAD = 4;

  private final int count;
  private final IntFunction<Batch> preparation;
  private final ExecutorService thread = Executors.newSingleThreadExecutor(Batches::daemon);
  private final Queue<CompletableFuture<Batch>> prepared = new ArrayDeque<>();
  private int ordered;

  Batches(int count, IntFunction<Batch> preparation) {
    this.count = count;
    this.preparation = preparation;
    for (int i = 0; i < AHEAD; i++) {
      orderNext();
    }
  }

  /** The batches that have not been taken yet; all iterators take from the same ones. */
  @Override
  public Iterator<Batch> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !prepared.isEmpty();
      }

      @Override
      public Batch next() {
        return take();
      }
    };
  }

  /** Ends the background thread. What was prepared and not taken is lost. */
  @Override
  public void close() {
    thread.shutdownNow();
    prepared.clear();
  }

  private Batch take() {
    CompletableFuture<Batch> next = prepared.poll();
    if (next == null) {
      throw new NoSuchElementException("the epoch's " + count + " batches have all been taken");
    }
    orderNext();
    try {
      return next.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("a batch could not be prepared: " + e.getCause(), e);
    }
  }

  private void orderNext() {
    if (ordered < count) {
      int number = ordered++;
      prepared.add(CompletableFuture.supplyAsync(() -> preparation.apply(number), thread));
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "batches");
    thread.setDaemon(true);
    return thread;
  }
}
