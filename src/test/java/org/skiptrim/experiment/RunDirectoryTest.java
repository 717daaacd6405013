package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;

  @Test
  void status_nothingYet_isPending() throws IOException {
    assertEquals(RunStatus.untouched(), new RunDirectory(folder).status());
  }

  @Test
  void status_whatWasWritten() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    RunStatus status =
        RunStatus.untouched().running(NOW, 7).ended(RunStatus.State.FAILED, "why", NOW, 2.5);
    directory.write(status);
    assertEquals(status, directory.status());
    assertTrue(Files.readString(folder.resolve("status.json")).contains("\"failed\""));
  }

  @Test
  void status_damagedFile_isOneLine() throws IOException {
    Files.writeString(folder.resolve("status.json"), "{\"state\": \"do");
    String message =
        assertThrows(IOException.class, () -> new RunDirectory(folder).status()).getMessage();
    assertTrue(message.contains("status.json cannot be read"), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void observedStatus_killedWhileRunning_isPending() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.write(RunStatus.untouched().running(NOW, 7).at("epoch 2/4", 9));
    assertEquals(RunStatus.State.PENDING, directory.observedStatus().state());
    assertEquals("epoch 2/4", directory.observedStatus().progress());
    assertEquals(Optional.of(NOW), directory.observedStatus().started());
  }

  @Test
  void observedStatus_held_isRunning() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    try (FileChannel held = directory.hold(notice -> {})) {
      directory.write(RunStatus.untouched().running(NOW, 7));
      assertEquals(RunStatus.State.RUNNING, directory.observedStatus().state());
    }
  }

  @Test
  void hold_otherProcessHasIt_waits() throws Exception {
    Process other = new ProcessBuilder(holder()).redirectErrorStream(true).start();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
      assertEquals("held", lines.readLine());
      List<String> notices = new ArrayList<>();
      CountDownLatch waiting = new CountDownLatch(1);
      Thread killer = new Thread(() -> endWhenAwaited(other, waiting));
      killer.start();
      RunDirectory directory = new RunDirectory(folder);
      try (FileChannel held =
          directory.hold(
              notice -> {
                notices.add(notice);
                waiting.countDown();
              })) {
        assertEquals(1, notices.size());
        assertTrue(notices.get(0).startsWith("another process is at it"), notices.get(0));
      }
      killer.join();
    } finally {
      other.destroyForcibly();
    }
  }

  private static void endWhenAwaited(Process process, CountDownLatch waiting) {
    try {
      waiting.await();
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> holder() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        Holder.class.getName(),
        folder.toString());
  }

  /** Holds a run directory until it is killed. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      Path lock = Path.of(arguments[0], ".lock");
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        System.out.println("held");
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }
}
