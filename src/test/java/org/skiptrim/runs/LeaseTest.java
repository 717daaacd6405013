package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.storage.Json;

@Timeout(60)
class LeaseTest {
  private static final Lease.Timing QUICK =
      new Lease.Timing(Duration.ofMillis(50), Duration.ofMillis(400));
  private static final ProcessName ELSEWHERE = new ProcessName("elsewhere", "1 pid:[1]", 7, 1);

  @TempDir Path folder;

  private Lease acquire() throws IOException, InterruptedException {
    return Lease.acquire(folder, QUICK, notice -> {});
  }

  private void write(ProcessName holder, String token, long renewals) throws IOException {
    Json.write(
        folder.resolve("lease.json"), new Lease.Held(holder, token, renewals, Instant.EPOCH));
  }

  @Test
  void acquire_free_isOursUntilClosed() throws Exception {
    try (Lease lease = acquire()) {
      assertEquals(ProcessName.current(), Lease.holder(folder).orElseThrow().holder());
      assertFalse(lease.isLost());
    }
    assertTrue(Lease.holder(folder).isEmpty());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList(), "nothing is left behind");
    }
  }

  @Test
  void acquire_livingHolder_waitsAndSaysForWhom() throws Exception {
    Lease first = acquire();
    CountDownLatch waiting = new CountDownLatch(1);
    List<String> notices = new ArrayList<>();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> second =
          other.submit(
              () -> {
                Lease.acquire(
                        folder,
                        QUICK,
                        notice -> {
                          notices.add(notice);
                          waiting.countDown();
                        })
                    .close();
                return true;
              });
      waiting.await();
      Thread.sleep(2 * QUICK.patience().toMillis());
      assertFalse(second.isDone(), "a holder that lives is waited for, however long");
      first.close();
      assertTrue(second.get());
      assertEquals(1, notices.size());
      assertTrue(notices.get(0).contains("process " + ProcessHandle.current().pid()));
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void acquire_holderOfThisMachineKilled_isAtOnce() throws Exception {
    Process process = start(Holder.class);
    try (BufferedReader lines = process.inputReader()) {
      assertEquals("held", lines.readLine());
      assertEquals(process.pid(), Lease.holder(folder).orElseThrow().holder().pid());
      process.destroyForcibly().waitFor();
      assertTrue(Lease.holder(folder).isEmpty());
      try (Lease lease = Lease.acquire(folder, Lease.Timing.USUAL, notice -> {})) {
        assertFalse(lease.isLost());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Class<?> program) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            program.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** Holds a directory until it is killed. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      Lease.acquire(Path.of(arguments[0]), Lease.Timing.USUAL, notice -> {});
      System.out.println("held");
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void acquire_holderElsewhereIsSilent_takesOverAfterPatience() throws Exception {
    write(ELSEWHERE, "theirs", 3);
    long start = System.nanoTime();
    acquire().close();
    assertTrue(System.nanoTime() - start >= QUICK.patience().toNanos());
  }

  @Test
  void acquire_holderElsewhereRenews_waits() throws Exception {
    write(ELSEWHERE, "theirs", 0);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Lease> waiting = other.submit(this::acquire);
      for (int renewal = 1; renewal < 20; renewal++) {
        Thread.sleep(QUICK.interval().toMillis());
        write(ELSEWHERE, "theirs", renewal);
        assertFalse(waiting.isDone(), "it was taken from one that lives");
      }
      waiting.get().close();
    } finally {
      other.shutdownNow();
    }
  }

  /** Several find the same dead holder at the same moment, again and again. */
  @Test
  void acquire_manyAfterOneDied_oneAtATime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    AtomicInteger inside = new AtomicInteger();
    try {
      for (int round = 0; round < 10; round++) {
        write(
            new ProcessName(ProcessName.current().host(), ProcessName.current().world(), 0, 1),
            "dead" + round,
            0);
        List<Future<Integer>> most = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          most.add(
              threads.submit(
                  () -> {
                    try (Lease lease = acquire()) {
                      int together = inside.incrementAndGet();
                      Thread.sleep(2);
                      inside.decrementAndGet();
                      return lease.isLost() ? 99 : together;
                    }
                  }));
        }
        for (Future<Integer> one : most) {
          assertEquals(1, one.get());
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void holder_whoseLeaseWasTaken_isInterrupted() throws Exception {
    try (Lease lease = acquire()) {
      write(ELSEWHERE, "theirs", 0);
      assertThrows(InterruptedException.class, () -> Thread.sleep(10_000));
      assertTrue(lease.isLost());
    }
    assertEquals("theirs", Json.read(folder.resolve("lease.json"), Lease.Held.class).token());
  }
}
