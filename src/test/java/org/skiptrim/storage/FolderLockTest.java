package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir private Path folder;

  @Test
  void holding_anotherProcessHasIt_waitsUntilThatOneEnds() throws IOException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('H', other.getInputStream().read());
      List<String> events = new ArrayList<>();
      // What is told when the lock is taken already also ends the other process, by a hard kill.
      FolderLock.holding(
          folder,
          line -> {
            events.add(line);
            other.destroyForcibly();
          },
          () -> events.add("work"));
      assertEquals(
          List.of("waiting for another process that is busy in " + folder, "work"), events);
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void holding_workFails_givesTheLockFree() throws IOException {
    assertThrows(
        IOException.class,
        () ->
            FolderLock.holding(
                folder,
                line -> {},
                () -> {
                  throw new IOException("failed");
                }));
    List<String> events = new ArrayList<>();
    FolderLock.holding(folder, line -> {}, () -> events.add("work"));
    assertEquals(List.of("work"), events);
  }

  @Test
  void holding_missingFolder_isMade() throws IOException {
    Path deep = folder.resolve("a/b");
    FolderLock.holding(deep, line -> {}, () -> assertTrue(deep.toFile().isDirectory()));
  }

  /** As when tools are unpacked while a data set is fetched, which can take minutes. */
  @Test
  void holding_anotherThreadHasAnotherFolder_doesNotWait() throws Exception {
    List<String> events = new ArrayList<>();
    FolderLock.holding(
        folder.resolve("a"),
        line -> {},
        () -> {
          Thread other = new Thread(() -> hold(folder.resolve("b"), events));
          other.start();
          other.join(10_000);
          events.add("a");
        });
    assertEquals(List.of("b", "a"), events);
  }

  private static void hold(Path folder, List<String> events) {
    try {
      FolderLock.holding(folder, line -> {}, () -> events.add("b"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The other process: takes the lock, says so, and never ends by itself. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      FolderLock.holding(
          Path.of(arguments[0]),
          line -> {},
          () -> {
            System.out.print('H');
            System.out.flush();
            System.in.read();
          });
    }
  }
}
