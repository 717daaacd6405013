package org.skiptrim.keras;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files: each is refused in words, or is a network. {@code -Dskiptrim.fuzz=100000} tries
 * more, {@code -Dskiptrim.seed=7} others.
 */
class KerasFuzzTest {
  private static final int INPUTS = Integer.getInteger("skiptrim.fuzz", 1_000);

  private static final long SEED = Long.getLong("skiptrim.seed", 1);

  private static final List<String> FILES =
      List.of(
          "keras2-model.h5",
          "keras213-model.keras",
          "keras3-model.keras",
          "keras2-weights.h5",
          "keras3.weights.h5",
          "odd.keras",
          "sequential.h5");

  /** What the structure of HDF5 begins with, where damage does most. */
  private static final List<String> MARKS = List.of("TREE", "SNOD", "HEAP", "GCOL", "HDF");

  @TempDir Path folder;

  @Test
  void read_damagedFiles_endInWordsOrANetwork() throws Exception {
    Random random = new Random(SEED);
    Path file = folder.resolve("damaged");
    int networks = 0;
    for (int i = 0; i < INPUTS; i++) {
      String name = FILES.get(random.nextInt(FILES.size()));
      damage(name, file, random);
      try {
        KerasNetwork.read(file);
        networks++;
      } catch (KerasException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("input " + i + " of " + name + ", seed " + SEED, e);
      }
    }
    assertTrue(networks > 0 && networks < INPUTS, networks + " of " + INPUTS);
  }

  /** An archive's own checksums would hide most of it: two of three times it is damaged within. */
  private static void damage(String name, Path file, Random random) throws Exception {
    Path whole = KerasFiles.named(name);
    if (!name.endsWith(".keras") || random.nextInt(3) == 0) {
      Files.write(file, damaged(Files.readAllBytes(whole), random));
      return;
    }
    Map<String, byte[]> entries = KerasFiles.entries(whole);
    String entry = random.nextBoolean() ? "config.json" : "model.weights.h5";
    entries.put(entry, damaged(entries.get(entry), random));
    KerasFiles.archive(file, entries, false);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (random.nextInt(10) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    byte[] changed = bytes.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = place(changed, random);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt(256);
        case 2 ->
            changed[at] = (byte) List.of(0, 1, 0x7f, 0x80, 0xff).get(random.nextInt(5)).intValue();
        default -> Arrays.fill(changed, at, Math.min(changed.length, at + 8), (byte) 0xff);
      }
    }
    return changed;
  }

  /** Half of them shortly behind a mark. */
  private static int place(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    if (random.nextBoolean()) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int mark = text.indexOf(MARKS.get(random.nextInt(MARKS.size())), at);
      at = mark < 0 ? at : Math.min(bytes.length - 1, mark + random.nextInt(100));
    }
    return at;
  }
}
