package org.skiptrim.onnx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files: each is refused in words, or is a network. {@code -Dskiptrim.fuzz=100000} tries
 * more, {@code -Dskiptrim.seed=7} others.
 */
class OnnxFuzzTest {
  private static final int INPUTS = Integer.getInteger("skiptrim.fuzz", 1_500);

  private static final long SEED = Long.getLong("skiptrim.seed", 1);

  private static final List<String> FILES =
      List.of("odd.onnx", "keras.onnx", "pytorch-opset13.onnx", "pytorch-opset17.onnx");

  @TempDir Path folder;

  @Test
  void read_damagedFiles_endInWordsOrANetwork() throws Exception {
    Random random = new Random(SEED);
    Path file = folder.resolve("damaged.onnx");
    int networks = 0;
    for (int i = 0; i < INPUTS; i++) {
      String name = FILES.get(random.nextInt(FILES.size()));
      byte[] bytes =
          Files.readAllBytes(Path.of("src/test/resources/org/skiptrim/onnx").resolve(name));
      Files.write(file, damaged(bytes, random));
      try {
        OnnxNetwork.read(file);
        networks++;
      } catch (OnnxException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("input " + i + " of " + name + ", seed " + SEED, e);
      }
    }
    assertTrue(networks > 0 && networks < INPUTS, networks + " of " + INPUTS);
  }

  /** Bytes changed, cut out, doubled: most of them where the structure is, not in the weights. */
  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at =
          random.nextInt(random.nextBoolean() ? changed.length : Math.min(4_000, changed.length));
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt(256);
        case 2 ->
            changed[at] = (byte) List.of(0, 1, 0x7f, 0x80, 0xff).get(random.nextInt(5)).intValue();
        default -> changed = moved(changed, at, random.nextInt(40), random.nextBoolean());
      }
    }
    return changed;
  }

  private static byte[] moved(byte[] bytes, int at, int length, boolean twice) {
    int end = Math.min(bytes.length, at + length);
    int rest = twice ? at : end;
    byte[] changed = new byte[end - (twice ? 0 : end - at) + bytes.length - rest];
    System.arraycopy(bytes, 0, changed, 0, twice ? end : at);
    System.arraycopy(
        bytes, rest, changed, changed.length - (bytes.length - rest), bytes.length - rest);
    return changed;
  }
}
