package org.skiptrim.watch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.skiptrim.storage.Json;

/** Snapshots, made by one thread for all who wait for the next, and only while somebody does. */
final class Feed implements AutoCloseable {
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Watched watched;
  private final Duration pause;
  private final Thread thread = new Thread(this::observe, "watch");
  private Snapshot snapshot;
  private Event newest = new Event(0, "");
  private int waiting;
  private boolean isOld = true;
  private boolean closed;

  /**
   * A snapshot as JSON.
   *
   * @param number counts those that differ from the one before
   */
  record Event(long number, String json) {}

  /** Looks again after a pause; a longer one where looking takes long. */
  Feed(Watched watched, Duration pause) {
    this.watched = watched;
    this.pause = pause;
    this.snapshot = Snapshot.empty(watched.title());
    thread.setDaemon(true);
    thread.start();
  }

  /** The newest one, if it comes after some number before the time is over. */
  synchronized Optional<Event> after(long number, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    waiting++;
    notifyAll();
    try {
      while (!closed && (isOld || newest.number <= number)) {
        long left = (end - System.nanoTime()) / NANOS_A_MILLI;
        if (left <= 0) {
          return Optional.empty();
        }
        wait(left);
      }
      return closed ? Optional.empty() : Optional.of(newest);
    } finally {
      waiting--;
    }
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private void observe() {
    try {
      while (awaitAsker()) {
        long begin = System.nanoTime();
        publish(look());
        long took = (System.nanoTime() - begin) / NANOS_A_MILLI;
        Thread.sleep(Math.max(pause.toMillis(), 2 * took));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private synchronized boolean awaitAsker() throws InterruptedException {
    while (!closed && waiting == 0) {
      isOld = true; // as long as nobody looks
      wait();
    }
    return !closed;
  }

  /** A file that cannot be read just now is told, and what was seen before stays. */
  private Snapshot look() {
    try {
      return watched.snapshot();
    } catch (IOException | RuntimeException e) {
      return snapshot.with(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private synchronized void publish(Snapshot seen) {
    if (newest.number == 0 || !seen.saysSameAs(snapshot)) {
      snapshot = seen;
      newest = new Event(newest.number + 1, Json.line(seen));
    }
    isOld = false;
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
    notifyAll();
  }
}
