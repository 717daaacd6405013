package org.skiptrim.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.storage.DamagedArchive;

class StateDictTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "legacy.pt", "wrapped.pt"})
  void read_anyLayout_hasAllTensors(String name) throws IOException {
    StateDict dict = StateDict.read(Fixtures.file(name));
    assertEquals(
        List.of("plain", "transposed", "part", "half", "bfloat16", "double", "count", "parameter"),
        List.copyOf(dict.values().keySet()));
    Values plain = dict.values().get("plain");
    assertEquals(List.of(3, 4), plain.shape());
    assertEquals(0.5, plain.data()[0]);
    Values transposed = dict.values().get("transposed");
    assertEquals(List.of(4, 3), transposed.shape());
    assertArrayEquals(new double[] {0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11}, transposed.data());
    assertArrayEquals(new double[] {6, 7, 10, 11}, dict.values().get("part").data());
    assertArrayEquals(new double[] {1, -0.5, 65504, 0x1p-24}, dict.values().get("half").data());
    assertArrayEquals(new double[] {1, -3.140625}, dict.values().get("bfloat16").data());
    assertArrayEquals(new double[] {1 / 3.0}, dict.values().get("double").data());
    assertEquals(List.of(), dict.values().get("count").shape());
    assertArrayEquals(new double[] {7}, dict.values().get("count").data());
    assertArrayEquals(new double[] {2, 3}, dict.values().get("parameter").data());
  }

  @Test
  void read_publishedNetwork_hasItsNumbers() throws IOException {
    StateDict dict = StateDict.read(Path.of("models/akamaster/resnet20-12fca82f.th"));
    assertEquals(97, dict.values().size());
    double[] first = dict.values().get("module.conv1.weight").data();
    assertEquals((float) -0.13818146288394928, (float) first[0]);
    assertEquals((float) -0.1624176800251007, (float) first[1]);
    double[] variance = dict.values().get("module.layer3.2.bn2.running_var").data();
    assertEquals((float) 0.3016022741794586, (float) variance[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostile-system.pt", "hostile-eval.pt"})
  void read_hostilePickle_isReadUnexecuted(String name) throws IOException {
    StateDict dict = StateDict.read(Fixtures.file(name));
    assertEquals(List.of("weight"), List.copyOf(dict.values().keySet()));
    assertTrue(
        dict.unreadable().get("evil").matches("it is made by .*(eval|system), which is not run"));
    assertFalse(Files.exists(Path.of("executed")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "legacy.pt"})
  void read_cutAnywhere_isOneClearError(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.file(name));
    for (int length = 0; length < whole.length; length += 7) {
      Path cut = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, length));
      assertTrue(error(cut).startsWith(cut + " cannot be read as a PyTorch state dict"));
    }
  }

  /** Damage is an error or other numbers, never another exception. */
  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "legacy.pt"})
  void read_damagedAnywhere_neverThrowsAnythingElse(String name) throws IOException {
    byte[] whole = Files.readAllBytes(Fixtures.file(name));
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
      Path file = Files.write(folder.resolve("damaged.pt"), damaged);
      try {
        StateDict.read(file);
      } catch (ExchangeException e) {
        assertFalse(e.getMessage().contains("\n"), e.getMessage());
      }
    }
  }

  @Test
  void read_compressedEntry_isRefused() throws IOException {
    Path file = folder.resolve("bomb.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[1 << 20]);
    }
    assertTrue(error(file).contains("is compressed, as PyTorch's are not"), error(file));
  }

  @Test
  void read_entriesBeyondTheEnd_areSaid() throws IOException {
    Path whole = folder.resolve("whole.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(whole))) {
      ZipEntry entry = new ZipEntry("archive/data.pkl");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(4);
      CRC32 sum = new CRC32();
      sum.update(new byte[4]);
      entry.setCrc(sum.getValue());
      zip.putNextEntry(entry);
      zip.write(new byte[4]);
    }
    Path file = DamagedArchive.withEntriesAtItsEnd(whole, folder.resolve("damaged.pt"));
    assertTrue(error(file).contains("is damaged or cut short"), error(file));
  }

  @Test
  void read_somethingElse_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("a.pt"), "no pickle", StandardCharsets.UTF_8);
    assertTrue(error(file).endsWith("it does not begin like one"), error(file));
  }

  private static String error(Path file) {
    return assertThrows(ExchangeException.class, () -> StateDict.read(file)).getMessage();
  }
}
