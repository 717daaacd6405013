package org.skiptrim.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The most memory that this process and all that it has started had at a time, looked at every
 * second until it is closed: what a step needs. Linux says so in {@code /proc}.
 */
public final class PeakMemory implements AutoCloseable {
  private static final int KB_A_MB = 1024;

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "peak memory");
            thread.setDaemon(true);
            return thread;
          });

  private volatile long peakKb;

  /** Begins to look. */
  public PeakMemory() {
    var unused = clock.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  private synchronized void look() {
    ProcessHandle self = ProcessHandle.current();
    long now =
        Stream.concat(Stream.of(self), self.descendants()).mapToLong(PeakMemory::residentKb).sum();
    peakKb = Math.max(peakKb, now);
  }

  /** What is in memory of a process; 0 where that is not known, or when it has ended. */
  private static long residentKb(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** So far, in MB, this moment included; 0 where it cannot be known. */
  public long megabytes() {
    look();
    return peakKb / KB_A_MB;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
