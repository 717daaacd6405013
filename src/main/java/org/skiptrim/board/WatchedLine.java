package org.skiptrim.board;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A line to what may end while its answer is waited for.
 *
 * @param end of what is at the other end of the line
 */
record WatchedLine(SerialLine line, CompletableFuture<Void> end) implements SerialLine {
  /** A terminal fails a moment before it is known why. */
  private static final int MOMENT_MS = 2_000;

  @Override
  public void write(byte[] bytes) throws IOException {
    try {
      line.write(bytes);
    } catch (IOException e) {
      throw because(MOMENT_MS, e);
    }
  }

  @Override
  public int read(byte[] bytes) throws IOException {
    int came;
    try {
      came = line.read(bytes);
    } catch (IOException e) {
      throw because(MOMENT_MS, e);
    }
    if (came == 0 && end.isDone()) {
      throw because(0, new IOException("the simulation has ended; nothing answers any more"));
    }
    return came;
  }

  /** Why the other end has ended, if it has; or else what failed here. */
  private IOException because(int millis, IOException failure) {
    try {
      end.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new IOException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
