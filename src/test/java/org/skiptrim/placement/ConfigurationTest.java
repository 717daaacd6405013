package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
      arc: N1_V02N0201 H02E0201
      word: SLICEA.K0.INIT 1010101010101010
      word: SLICEA.K1.INIT 1111111111111111
      enum: SLICEB.MODE CCU2
      enum: SLICEB.CCU2.INJECT1_1 NO
      enum: SLICEB.REG0.REGSET RESET

      .tile_group MIB_R22C100:MIB_EBR4 MIB_R22C101:MIB_EBR5
      enum: EBR2.MODE DP16KD
      word: EBR2.WID 011111100

      .tile CIB_R22C102:CIB_EBR
      enum: CIB.JA0MUX 0

      .tile MIB_R10C114:MIB_DSP0
      arc: JMULTA13 JMUIA13

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "H02E0201 | H02E0301 | tile R15C60:PLC2, N1_V02N0201 is H02E0301 instead of H02E0201",
        "F0 F0_SLICE | F0 F5A_SLICE | tile R15C60:PLC2, F0 is out of its multiplexer instead of not set",
        "1010101010101010 | 1010101010101011 | tile R15C60:PLC2, SLICEA.K0.INIT is 1010101010101011 instead of 1010101010101010",
        "MODE CCU2 | MODE LOGIC | tile R15C60:PLC2, SLICEB.MODE is not set instead of CCU2",
        "INJECT1_1 NO | INJECT1_1 YES | tile R15C60:PLC2, F3 is not set instead of out of its multiplexer",
        "REGSET RESET | REGSET SET | tile R15C60:PLC2, SLICEB.REG0.REGSET is not set instead of RESET",
        "WID 011111100 | WID 011111101 | EBR2 of R22C96 is contents 011111101 instead of contents 011111100",
        "JA0MUX 0 | JA0MUX 1 | tile CIB_R22C102:CIB_EBR, CIB.JA0MUX is 1 instead of 0",
        "000 1ff | 000 1fe | bram_init 3, line 0 is 000 1fe instead of 000 1ff",
      })
  void firstDifference_ofAnEcp5_isNamed(String from, String to, String difference)
      throws IOException {
    assertEquals(Optional.of(difference), ecp5(from, to));
  }

  /** The same bits in other words. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "word: SLICEA.K1.INIT 1111111111111111 | enum: SLICEA.CEMUX CE",
        "enum: SLICEB.CCU2.INJECT1_1 NO | arc: F3 FXB_SLICE",
        ".tile_group MIB_R22C100:MIB_EBR4 MIB_R22C101:MIB_EBR5 | .tile MIB_R22C101:MIB_EBR5",
        "enum: EBR2.MODE DP16KD | enum: EBR2.MODE PDPW16KD",
        "arc: JMULTA13 JMUIA13 | enum: SLICED.A0MUX A0",
        "arc: JMULTA13 JMUIA13 | arc: S2W2_JINCK S2W2_JPADDI",
        "arc: JMULTA13 JMUIA13 | arc: S1E2_JECLK1 S1E2_SYNCECLK1",
      })
  void firstDifference_ofTheSameInOtherWords_isNone(String from, String to) throws IOException {
    assertEquals(Optional.empty(), ecp5(from, to));
  }
}
