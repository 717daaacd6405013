package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.device.Device;

class MemoryStylesTest {
  private static final MemoryStyles ZYNQ = new MemoryStyles(Device.named("xc7z020"));
  private static final MemoryStyles KV260 = new MemoryStyles(Device.named("kv260"));

  /** 7.5 block RAMs, a twentieth of a KV260, for 1 % of its LUTs. */
  @Test
  void firstBlockWords_wideAndShallow_isOfLuts() {
    assertEquals(0, KV260.firstBlockWords(144, 512));
    assertEquals(288, KV260.firstBlockWords(288, 1024), "a LUT holds 64 words: five deep");
  }

  @Test
  void firstBlockWords_fewWordsInAFurtherRow_thoseAreOfLuts() {
    assertEquals(1024, ZYNQ.firstBlockWords(1152, 64));
    assertEquals(1152, ZYNQ.blockWords(1152, 64), "all or none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xc7z020", "kv260", "lfe5u-85f", "hx8k"})
  void firstBlockWords_anyShape_isAlignedAndPriceDecides(String name) {
    Device device = Device.named(name);
    for (int words = 1; words < 3000; words = words * 3 / 2 + 1) {
      for (int bits = 1; bits < 600; bits = bits * 3 + 1) {
        int first = new MemoryStyles(device).firstBlockWords(words, bits);
        int restBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, words - first - 1));
        assertTrue(first == words || first % (1 << restBits) == 0, words + "x" + bits);
        assertEquals(words, new MemoryStyles(device, 0).firstBlockWords(words, bits));
        assertEquals(0, new MemoryStyles(device, 1e6).firstBlockWords(words, bits));
      }
    }
  }

  @Test
  void ram_smallOrWide_isOfLutsWhereThereIsLutRam() {
    assertEquals(1, KV260.ram(128, 128));
    assertEquals(2, KV260.ram(2048, 8));
    assertEquals(1, new MemoryStyles(Device.named("lfe5u-85f")).ram(16, 32));
    assertEquals(2, new MemoryStyles(Device.named("hx8k")).ram(16, 32), "it has no LUT RAM");
    assertEquals(0, new MemoryStyles(Device.named("hx8k")).ram(2, 8), "a few registers");
  }

  @Test
  void singlePortRam_whereThePartHasOneThatHoldsIt_isThat() {
    MemoryStyles styles = new MemoryStyles(Device.named("up5k"));
    assertEquals(3, styles.singlePortRam(3072, 8));
    assertEquals(0, styles.singlePortRam(2, 8), "a few registers");
    assertEquals(2, styles.singlePortRam(16385, 8), "one too many");
    assertEquals(2, new MemoryStyles(Device.named("hx8k")).singlePortRam(3072, 8));
  }
}
