package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.dataset.FileServer.Habit;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.HeardProgress;
import org.skiptrim.storage.ProgressListener;

class DownloadTest {
  private static final byte[] CONTENT = new byte[300_000];
  private static final Download DOWNLOAD =
      new Download(
          "downloading",
          3,
          Duration.ofMillis(1),
          Duration.ofSeconds(10),
          new ProxySettings(Map.of()));

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir private Path folder;
  private Path file;
  private Path part;

  @BeforeEach
  void name() {
    file = folder.resolve("archive.tgz");
    part = folder.resolve("archive.tgz.part");
  }

  @ParameterizedTest
  @EnumSource(names = {"GOOD", "IGNORES_RANGE", "BREAKS_OFF", "BUSY_ONCE"})
  void fetch_nothingThereYet_getsTheFile(Habit habit) throws IOException {
    try (FileServer server = new FileServer(CONTENT, habit)) {
      fetch(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertFalse(Files.exists(part));
    }
  }

  @Test
  void fetch_brokenOff_resumesWhereItStopped() throws IOException {
    try (FileServer server = new FileServer(CONTENT, Habit.BREAKS_OFF)) {
      fetch(server);
      assertEquals(List.of("all", "bytes=100001-", "bytes=200002-"), server.ranges());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GOOD", "IGNORES_RANGE"})
  void fetch_partOfAnEarlierProcess_isCompleted(Habit habit) throws IOException {
    Files.write(part, Arrays.copyOf(CONTENT, 123_456));
    try (FileServer server = new FileServer(CONTENT, habit)) {
      fetch(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(List.of("bytes=123456-"), server.ranges());
    }
  }

  @Test
  void fetch_partThatIsWhole_isTaken() throws IOException {
    Files.write(part, CONTENT);
    try (FileServer server = new FileServer(CONTENT, Habit.GOOD)) {
      fetch(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(1, server.ranges().size());
    }
  }

  @Test
  void fetch_damagedPart_startsAgain() throws IOException {
    byte[] damaged = Arrays.copyOf(CONTENT, 1000);
    damaged[500] ^= 1;
    Files.write(part, damaged);
    try (FileServer server = new FileServer(CONTENT, Habit.GOOD)) {
      fetch(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(file));
      assertEquals(List.of("bytes=1000-", "all"), server.ranges());
    }
  }

  @Test
  void fetch_alreadyThere_asksNobody() throws IOException {
    Files.write(file, CONTENT);
    try (FileServer server = new FileServer(CONTENT, Habit.GOOD)) {
      fetch(server);
      assertEquals(List.of(), server.ranges());
    }
  }

  @Test
  void fetch_damagedFileThere_isReplaced() throws IOException {
    Files.write(file, new byte[] {1, 2, 3});
    try (FileServer server = new FileServer(CONTENT, Habit.GOOD)) {
      fetch(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(file));
    }
  }

  @Test
  void fetch_wrongContent_namesBothChecksums() throws IOException {
    byte[] other = CONTENT.clone();
    other[7] ^= 1;
    try (FileServer server = new FileServer(other, Habit.GOOD)) {
      IOException failure = assertThrows(IOException.class, () -> fetch(server));
      assertEquals(
          server.uri()
              + " has checksum "
              + Checksum.md5(other)
              + " instead of "
              + Checksum.md5(CONTENT),
          failure.getMessage());
      assertFalse(Files.exists(file));
      assertFalse(Files.exists(part));
    }
  }

  @Test
  void fetch_serverWithoutTheFile_isAskedOnce() throws IOException {
    try (FileServer server = new FileServer(CONTENT, Habit.HAS_NOTHING)) {
      IOException failure = assertThrows(IOException.class, () -> fetch(server));
      assertEquals(
          server.uri() + ": the server answered with HTTP status 404", failure.getMessage());
      assertEquals(1, server.ranges().size());
    }
  }

  @Test
  void fetch_nothingEverArrives_givesUp() throws IOException {
    try (FileServer server = new FileServer(CONTENT, Habit.SENDS_NOTHING)) {
      IOException failure = assertThrows(IOException.class, () -> fetch(server));
      assertTrue(failure.getMessage().endsWith("(3 attempts)"), failure.getMessage());
      assertEquals(3, server.ranges().size());
    }
  }

  @Test
  void fetch_nobodyListens_namesTheAddress() throws IOException {
    FileServer server = new FileServer(CONTENT, Habit.GOOD);
    server.close();
    IOException failure = assertThrows(IOException.class, () -> fetch(server));
    assertTrue(failure.getMessage().startsWith(server.uri() + ": Connect"), failure.getMessage());
  }

  @Test
  void fetch_resumed_reportsProgressOfTheWholeFile() throws IOException {
    Files.write(part, Arrays.copyOf(CONTENT, 100_000));
    HeardProgress heard = new HeardProgress();
    try (FileServer server = new FileServer(CONTENT, Habit.GOOD)) {
      DOWNLOAD.fetch(server.uri(), file, Checksum::md5, Checksum.md5(CONTENT), heard);
    }
    List<String> reports = heard.lines();
    assertEquals("downloading 100000/300000", reports.get(0));
    assertEquals("downloading 300000/300000", reports.get(reports.size() - 1));
  }

  private void fetch(FileServer server) throws IOException {
    DOWNLOAD.fetch(
        server.uri(), file, Checksum::md5, Checksum.md5(CONTENT), ProgressListener.SILENT);
  }
}
