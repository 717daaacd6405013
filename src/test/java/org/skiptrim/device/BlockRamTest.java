package org.skiptrim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockRamTest {
  /** What Yosys 0.23 made of ROMs with random words, in halves of a block RAM. */
  @ParameterizedTest
  @CsvSource({
    "xc7z020, 1152, 8, 1",
    "xc7z020, 1152, 32, 3",
    "xc7z020, 1152, 64, 6",
    "xc7z020, 1152, 128, 11",
    "xc7z020, 2304, 64, 9",
    "xc7z020, 2304, 128, 18",
    "xc7z020, 4608, 8, 2",
    "xc7z020, 4608, 32, 8",
    "xc7z020, 9216, 64, 32",
    "xc7z020, 512, 512, 15",
    "xc7z020, 2048, 8, 1",
    "xc7z020, 128, 128, 4",
    "lfe5u-85f, 288, 64, 4",
    "lfe5u-85f, 1152, 128, 22",
    "lfe5u-85f, 4608, 8, 4",
    "lfe5u-85f, 4608, 64, 32",
    "lfe5u-85f, 300, 20, 2",
    "hx8k, 288, 64, 16",
    "hx8k, 2304, 32, 36",
    "hx8k, 300, 20, 6",
    "hx8k, 4608, 8, 18",
  })
  void tiles_memory_areAsManyAsSynthesisTakes(String device, int words, int bits, long halves) {
    BlockRam blockRam = Device.named(device).family().blockRam();
    assertEquals(halves, blockRam.tiles(new MemoryShape(words, bits)).halves());
  }
}
