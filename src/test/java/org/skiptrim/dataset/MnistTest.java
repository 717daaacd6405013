package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.storage.Checksum;
import org.skiptrim.storage.ProgressListener;

/** Made-up data in the four files of MNIST: three training images and two test images. */
class MnistTest {
  private static final List<String> CLASSES = List.of("a", "b");
  private static final List<byte[]> CONTENTS =
      List.of(idx(1, 3, 28, 28), idx(0, 3), idx(2, 2, 28, 28), idx(0, 2));

  @TempDir private Path cache;
  private MnistFiles files;
  private DataFolder folder;

  @BeforeEach
  void makeFolder() throws IOException {
    List<String> md5s = CONTENTS.stream().map(Checksum::md5).toList();
    files = MnistFiles.of(md5s.get(0), md5s.get(1), md5s.get(2), md5s.get(3));
    folder = new DataFolder(cache, files.all());
  }

  @Test
  void load_filesPutThereCompressed_areDecoded() throws IOException {
    for (int i = 0; i < 4; i++) {
      Files.write(cache.resolve(folder.files().get(i).name() + ".gz"), gzip(CONTENTS.get(i)));
    }
    Dataset dataset = load(FilesOnDisk.putInto(folder));
    assertEquals(3, dataset.train().size());
    assertEquals(2, dataset.test().size());
    assertArrayEquals(
        Arrays.copyOfRange(CONTENTS.get(0), 16 + 784, 16 + 2 * 784), dataset.train().image(1));
    assertTrue(folder.hasAllFiles());
  }

  @Test
  void load_filePutThereUncompressedUnderItsCompressedName_isTaken() throws IOException {
    for (int i = 0; i < 4; i++) {
      Files.write(cache.resolve(folder.files().get(i).name() + ".gz"), CONTENTS.get(i));
    }
    assertEquals(3, load(FilesOnDisk.putInto(folder)).train().size());
  }

  @Test
  void load_officialHost_fetchesEachFile() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer server = serve(asked, 4);
    try {
      assertEquals(3, load(official(server)).train().size());
      try (var left = Files.list(cache)) {
        assertEquals(5, left.count(), "four files and a lock");
      }
    } finally {
      server.stop(0);
    }
    assertEquals(folder.files().stream().map(f -> f.name() + ".gz").toList(), asked);
  }

  @Test
  void load_brokenOff_goesOnWhereItWas() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer server = serve(asked, 2);
    try {
      String message = assertThrows(IOException.class, () -> load(official(server))).getMessage();
      assertTrue(message.contains("t10k-images-idx3-ubyte.gz: the server answered"), message);
      assertTrue(message.contains("try again later, or put train-images-idx3-ubyte.gz"), message);
    } finally {
      server.stop(0);
    }
    asked.clear();
    HttpServer again = serve(asked, 4);
    try {
      load(official(again));
    } finally {
      again.stop(0);
    }
    assertEquals(List.of("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"), asked);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void debianPackage_unknown_saysSo() {
    DebianPackage none = new DebianPackage("tiny", "no-such-package-at-all", Path.of("/usr/none"));
    String message = assertThrows(IOException.class, () -> load(none)).getMessage();
    assertTrue(message.contains("Debian package no-such-package-at-all: apt-get"), message);
    assertFalse(folder.hasAllFiles());
  }

  @Test
  void idx_labelWithoutClass_namesFileAndImage() throws IOException {
    writeAll();
    byte[] labels = CONTENTS.get(1).clone();
    labels[9] = 7;
    Files.write(cache.resolve("train-labels-idx1-ubyte"), labels);
    assertEquals(
        cache.resolve("train-labels-idx1-ubyte")
            + ": image 1 has label 7, but there are 2 classes; delete it",
        failure());
  }

  @Test
  void idx_cutOff_isNamed() throws IOException {
    writeAll();
    Files.write(cache.resolve("train-images-idx3-ubyte"), Arrays.copyOf(CONTENTS.get(0), 1000));
    assertTrue(
        failure().endsWith("has 984 bytes of data, which is not what its header says; delete it"));
  }

  @Test
  void idx_otherImageSize_isNamed() throws IOException {
    writeAll();
    Files.write(cache.resolve("train-images-idx3-ubyte"), idx(1, 3, 28, 32));
    assertTrue(failure().endsWith("has a dimension of 32 where 28 belongs; delete it"));
  }

  private String failure() {
    return assertThrows(
            IOException.class,
            () -> MnistFiles.split(folder, files.trainImages(), files.trainLabels(), 2))
        .getMessage();
  }

  private void writeAll() throws IOException {
    for (int i = 0; i < 4; i++) {
      Files.write(folder.path(folder.files().get(i)), CONTENTS.get(i));
    }
  }

  private Dataset load(FileSource... sources) throws IOException {
    CachedFiles cached =
        new CachedFiles("tiny", folder, List.of(sources), FilesOnDisk.remedy(folder));
    return files.load(cached, CLASSES, ProgressListener.SILENT);
  }

  private static OfficialFiles official(HttpServer server) throws IOException {
    List<String> md5s = new ArrayList<>();
    for (byte[] content : CONTENTS) {
      md5s.add(Checksum.md5(gzip(content)));
    }
    Download download =
        new Download(
            "downloading",
            2,
            Duration.ofMillis(1),
            Duration.ofSeconds(10),
            new ProxySettings(Map.of()));
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data/");
    return new OfficialFiles("tiny", base, md5s, download);
  }

  /** Serves the first so many files. */
  private HttpServer serve(List<String> asked, int count) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/data/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/data/".length());
          List<String> names = folder.files().stream().map(f -> f.name() + ".gz").toList();
          int index = names.indexOf(name);
          try (exchange) {
            if (index < 0 || index >= count) {
              exchange.sendResponseHeaders(404, -1);
              return;
            }
            asked.add(name);
            byte[] content = gzip(CONTENTS.get(index));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
          }
        });
    server.start();
    return server;
  }

  /** An IDX file whose elements are 0, 1, 0, 1 … for labels and run on for images. */
  static byte[] idx(int seed, int... dimensions) {
    int size = 1;
    for (int dimension : dimensions) {
      size *= dimension;
    }
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * dimensions.length + size);
    buffer.putInt(8 << 8 | dimensions.length);
    for (int dimension : dimensions) {
      buffer.putInt(dimension);
    }
    for (int i = 0; i < size; i++) {
      buffer.put((byte) (dimensions.length == 1 ? i % 2 : i * 7 + seed));
    }
    return buffer.array();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
