package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  @TempDir Path cache;

  /** A program that uses libtorch. */
  static final class Program {
    public static void main(String[] arguments) {
      Engine.setThreads(1);
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dorg.bytedeco.javacpp.cachedir=" + cache,
            "-XX:ErrorFile=" + cache.resolve("crash.log"),
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  private static void assertEnds(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  @Test
  void load_firstStartsAtOnceAndADamagedLibrary_allRun() throws Exception {
    List<Process> starts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      starts.add(start());
    }
    for (Process start : starts) {
      assertEnds(start);
    }
    try (FileChannel library = FileChannel.open(library(), StandardOpenOption.WRITE)) {
      library.truncate(100_000);
    }
    assertEnds(start());
  }

  private Path library() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(file -> file.endsWith("libtorch_cpu.so")).findFirst().orElseThrow();
    }
  }
}
