package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir private Path folder;

  @Test
  void write_newFile_makesParents() throws IOException {
    Path file = folder.resolve("a/b/status.json");
    AtomicFiles.write(file, "{é}");
    assertEquals("{é}", Files.readString(file));
  }

  @Test
  void write_existingFile_replacesIt() throws IOException {
    Path file = folder.resolve("status.json");
    AtomicFiles.write(file, "a long first content");
    AtomicFiles.write(file, new byte[] {'2'});
    assertEquals("2", Files.readString(file));
    assertEquals(List.of(file), list());
  }

  @Test
  void write_writerFailsMidway_keepsOldContentAndNoTemporary() throws IOException {
    Path file = folder.resolve("checkpoint");
    AtomicFiles.write(file, "old");
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("power cut");
                    }));
    assertEquals("power cut", failure.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of(file), list());
  }

  @Test
  void write_whileWriting_showsOldContent() throws IOException {
    Path file = folder.resolve("checkpoint");
    AtomicFiles.write(file, "old");
    AtomicFiles.write(
        file,
        out -> {
          out.write("new".getBytes(StandardCharsets.US_ASCII));
          out.flush();
          assertEquals("old", Files.readString(file));
        });
    assertEquals("new", Files.readString(file));
  }

  @Test
  void writeAndAppend_onAnInterruptedThread_workAndLeaveItInterrupted() throws IOException {
    Path file = folder.resolve("log");
    Thread.currentThread().interrupt();
    AtomicFiles.write(file, "one");
    AtomicFiles.append(file, " two");
    assertTrue(Thread.interrupted());
    assertEquals("one two", Files.readString(file));
  }

  @Test
  void write_throughLinkedFolder_works() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    AtomicFiles.write(link.resolve("file"), "content");
    assertEquals("content", Files.readString(real.resolve("file")));
  }

  @Test
  void write_diskFull_namesFileAndRemedy() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "only Linux has a device that is always full");
    Path file = folder.resolve("checkpoint");
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                AtomicFiles.write(
                    file,
                    out -> {
                      try (OutputStream device = Files.newOutputStream(full)) {
                        device.write(1);
                      }
                    }));
    assertTrue(
        failure.getMessage().matches(".*checkpoint: the disk is full \\(\\d+ MiB left\\); free.*"),
        failure.getMessage());
  }

  private List<Path> list() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }
}
