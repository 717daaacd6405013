package org.skiptrim.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;

/**
 * Damaged files end in an {@link ExchangeException} of one line or in a network, never in anything
 * else, and soon. {@code -Dskiptrim.fuzz=100000} tries more of them.
 */
class ReaderFuzzTest {
  private static final int INPUTS = Integer.getInteger("skiptrim.fuzz", 1_000);
  private static final long LONGEST = 10_000_000_000L; // ns
  private static final Network<RealOp> NETWORK =
      ForeignNetworksTest.network(new Shape(3, 4, 4), 3, 2, 3);
  private static final List<String> FILES =
      List.of(
          "usual.pt",
          "everything.pt",
          "other.pt",
          "protocol4-legacy.pt",
          "usual.safetensors",
          "mixed.safetensors");

  private final Random random = new Random(Long.getLong("skiptrim.seed", 1));
  @TempDir Path folder;

  private interface Reading {
    void read() throws IOException;
  }

  @Test
  void files_damaged_endWell() throws IOException {
    for (int i = 0; i < INPUTS; i++) {
      byte[] damaged = damaged(Files.readAllBytes(Fixtures.file(FILES.get(i % FILES.size()))));
      Path file = Files.write(folder.resolve("damaged"), damaged);
      check(damaged, () -> PyTorchResNet.read(file, NETWORK));
    }
  }

  /** Without an archive around them more of the damage is met. */
  @Test
  void pickles_damaged_endWell() throws IOException {
    List<byte[]> pickles =
        List.of(pickle("everything.pt"), pickle("python2.pt"), pickle("protocol5.pt"));
    for (int i = 0; i < INPUTS; i++) {
      byte[] damaged = damaged(pickles.get(i % pickles.size()));
      check(damaged, () -> readPickle(damaged));
    }
  }

  private static void readPickle(byte[] pickle) throws IOException {
    Object root = Pickle.read(ByteBuffer.wrap(pickle), new Globals());
    StateDict.of(root, storage -> ByteBuffer.allocate((int) Math.min(storage.bytes(), 1 << 16)));
  }

  private static void check(byte[] input, Reading reading) {
    long start = System.nanoTime();
    try {
      reading.read();
    } catch (ExchangeException e) {
      assertFalse(String.valueOf(e.getMessage()).contains("\n"), e.getMessage());
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail("an input of " + HexFormat.of().formatHex(input) + " ends in " + e, e);
    }
    assertTrue(
        System.nanoTime() - start < LONGEST, () -> "slow: " + HexFormat.of().formatHex(input));
  }

  private byte[] damaged(byte[] whole) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(16));
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> Arrays.fill(bytes, at, end, (byte) 0xff);
      case 3 -> System.arraycopy(bytes, random.nextInt(at + 1), bytes, at, end - at);
      case 4 -> {
        return joined(bytes, end, bytes, at); // some bytes twice
      }
      default -> {
        return at == 0 ? bytes : joined(bytes, at, bytes, end); // some bytes less
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] head, int end, byte[] tail, int from) {
    byte[] joined = Arrays.copyOf(head, end + tail.length - from);
    System.arraycopy(tail, from, joined, end, tail.length - from);
    return joined;
  }

  private static byte[] pickle(String name) throws IOException {
    try (ZipFile zip = new ZipFile(Fixtures.file(name).toFile())) {
      return zip.getInputStream(
              zip.stream().filter(e -> e.getName().endsWith("/data.pkl")).findFirst().orElseThrow())
          .readAllBytes();
    }
  }
}
