package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short texts; {@link NextpnrTest} has real ones. */
class ConfigurationTest {
  private static final String ICE40 =
      """
      .comment of the placer
      .device 8k
      .logic_tile 3 4
      0000
      0110
      .extra_bit 0 330 142
      .sym 1 clk_i
      """;
  private static final String ECP5 =
      """
      .tile R15C60:PLC2
      arc: F0 F0_SLICE
      word: SLICEA.K0.INIT 1010101010101010
      word: SLICEA.K1.INIT 1111111111111111

      .bram_init 3
      000 1ff
      """;

  @TempDir Path folder;

  private Path text(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "chip", ".txt"), text);
  }

  private Optional<String> ice40(String from, String to) throws IOException {
    Configuration other = Configuration.ofIce40(text(ICE40.replace(from, to)));
    return Configuration.ofIce40(text(ICE40)).firstDifference(other);
  }

  private Optional<String> ecp5(String from, String to) throws IOException {
    Configuration other = Configuration.ofEcp5(text(ECP5.replace(from, to)));
    return Configuration.ofEcp5(text(ECP5)).firstDifference(other);
  }

  @Test
  void firstDifference_ofAnIce40_isNamed() throws IOException {
    assertEquals(Optional.empty(), ice40(".comment of the placer", ".comment"));
    assertEquals(
        Optional.of("logic_tile 3 4, row 1 is 0111 instead of 0110"), ice40("0110", "0111"));
    assertEquals(
        Optional.of("extra_bit 0 330 142 is not set instead of set"),
        ice40(".extra_bit 0 330 142\n", ""));
  }

  @Test
  void firstDifference_ofAnEcp5_isNamed() throws IOException {
    assertEquals(Optional.empty(), ecp5("word: SLICEA.K1.INIT 1111111111111111\n", ""));
    assertEquals(Optional.empty(), ecp5("arc: F0 F0_SLICE", "arc: F0 F5A_SLICE"));
    assertEquals(
        Optional.of(
            "tile R15C60:PLC2, SLICEA.K0.INIT is 1010101010101011 instead of 1010101010101010"),
        ecp5("1010101010101010", "1010101010101011"));
    assertEquals(
        Optional.of("bram_init 3, line 0 is 000 1fe instead of 000 1ff"), ecp5("1ff", "1fe"));
  }
}
