package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.storage.ProgressListener;

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
          new ProgressListener() {
            @Override
            public void progress(String what, long done, long total, String unit) {}

            @Override
            public void note(String line) {
              events.add(line);
              other.destroyForcibly();
            }
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
                ProgressListener.SILENT,
                () -> {
                  throw new IOException("failed");
                }));
    List<String> events = new ArrayList<>();
    FolderLock.holding(folder, ProgressListener.SILENT, () -> events.add("work"));
    assertEquals(List.of("work"), events);
  }

  @Test
  void holding_missingFolder_isMade() throws IOException {
    Path deep = folder.resolve("a/b");
    FolderLock.holding(
        deep, ProgressListener.SILENT, () -> assertTrue(deep.toFile().isDirectory()));
  }

  /** The other process: takes the lock, says so, and never ends by itself. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      FolderLock.holding(
          Path.of(arguments[0]),
          ProgressListener.SILENT,
          () -> {
            System.out.print('H');
            System.out.flush();
            System.in.read();
          });
    }
  }
}
