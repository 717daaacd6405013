package org.skiptrim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.skiptrim.device.Utilization.Method.SYNTHESIZED_FLAT;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceFamilyTest {
  private static Utilization of(Map<String, Long> cells) {
    return of("kv260", cells);
  }

  private static Utilization of(String device, Map<String, Long> cells) {
    return Device.named(device).family().utilization(cells, SYNTHESIZED_FLAT);
  }

  @Test
  void utilization_memoryOfLuts_countsAmongTheLuts() {
    Utilization sum =
        of(Map.of("RAM64M", 2L, "RAM64X1D", 3L, "SRL16E", 5L, "SRLC32E", 1L, "LUT6", 10L));
    assertEquals(new Utilization(SYNTHESIZED_FLAT, 30, 20, 0, 0, 0, 0), sum);
  }

  @Test
  void utilization_bothSizesOfBlockRamAndDsps() {
    Utilization sum = of(Map.of("RAMB36E2", 2L, "RAMB18E2", 3L, "DSP48E2", 7L));
    assertEquals(new Utilization(SYNTHESIZED_FLAT, 0, 0, 0, 2, 3, 7), sum);
  }

  @Test
  void utilization_namesAndChecks_takeNothing() {
    assertEquals(
        Utilization.none(SYNTHESIZED_FLAT),
        of(Map.of("$scopeinfo", 12L, "CARRY4", 9L, "MUXF7", 3L, "$check", 1L)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"URAM288", "$mem_v2", "DSP58", "RAM999", "LUT9", "matrix_vector"})
  void utilization_unknownCell_refusedByName(String cell) {
    Map<String, Long> cells = Map.of("LUT6", 1L, cell, 1L);
    String message = assertThrows(IllegalArgumentException.class, () -> of(cells)).getMessage();
    assertTrue(message.contains(cell), message);
  }

  private static String familiesFile() throws IOException {
    try (InputStream in = Device.class.getResourceAsStream("families.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String refusal(String from, String to) throws IOException {
    String yaml = familiesFile();
    assertTrue(yaml.contains(from), from);
    String changed = yaml.replaceFirst(Pattern.quote(from), to);
    return assertThrows(IllegalArgumentException.class, () -> FamiliesFile.read(changed))
        .getMessage();
  }

  @Test
  void read_whatIsWrong_isNamed() throws IOException {
    assertTrue(refusal("lut_inputs: 6", "lut_input: 6").contains("lut_input"), "unknown key");
    assertTrue(refusal("1024x36", "1024by36").contains("1024by36"), "a block RAM's shape");
    assertTrue(
        refusal("\\[25, 18\\]".replace("\\", ""), "[18, 25]").contains("longer operand"), "order");
    assertTrue(refusal("LUT1, LUT2", "LUT1, LUT1").contains("LUT1 is listed twice"), "cell");
    assertTrue(refusal("cells_of: xilinx-7", "cells_of: xilinx-8").contains("cells_of"), "family");
  }

  /** Each of these was taken in silence. */
  @Test
  void read_whatIsMissingOrTwice_isNamed() throws IOException {
    assertTrue(refusal("luts: 53200, ", "").contains("xc7z020: luts is missing"));
    assertTrue(refusal("luts: 53200", "luts: -1").contains("xc7z020: luts"));
    assertTrue(refusal("block_rams: 140, ", "").contains("xc7z020: block_rams"));
    assertTrue(refusal("multipliers: 220", "multipliers: -2").contains("xc7z020: multipliers"));
    assertTrue(
        refusal("flip_flops_per_lut: 2", "flip_flops_per_lut: 0").contains("xilinx-7: flip_flops"));
    assertTrue(refusal("RAM32M: 4", "RAM64M: 4").contains("RAM64M"), "a cell twice in a map");
    assertTrue(refusal("name: xc7a200t", "name: xc7z020").contains("two parts are called xc7z020"));
    assertTrue(refusal("family: ecp5", "family: xilinx-7").contains("xilinx-7 is listed twice"));
    assertTrue(
        refusal("cells_of: xilinx-7", "cells_of: xilinx-7\n  cells: {lut: [LUT6]}")
            .contains("ultrascale-plus has both"));
    assertTrue(refusal("1024x36", "2048x36").contains("shape 2048x36 is more than 36 kbit"));
    assertTrue(
        refusal("half_shapes: [16384x1", "half_shapes: [32768x1").contains("more than 18 kbit"));
    assertTrue(refusal("multiplexer: 0.4, ", "").contains("ecp5 has no lut_memory"));
    assertTrue(refusal("{16x4: 6}", "{16x4: 0}").contains("LUTs of lut_memory 16x4"));
    assertTrue(refusal("multiplier: [18, 18, 3]", "").contains("lfe5u-85f has multipliers"));
  }

  /** Not a number, or one that is read as another: these, too, counted as something. */
  @Test
  void read_countThatIsNone_isNamed() throws IOException {
    assertTrue(refusal(", multipliers: 220", "").contains("xc7z020: multipliers is missing"));
    assertTrue(refusal("luts: 53200", "luts: 53.2").contains("53.2"), "luts cut to 53");
    assertTrue(refusal("RAM32M: 4", "RAM32M: 0").contains("xilinx-7: LUTs of RAM32M"));
    assertTrue(refusal("RAM32M: 4", "RAM32M: -4").contains("xilinx-7: LUTs of RAM32M"));
    assertTrue(refusal("RAM32M: 4", "RAM32M: ").contains("xilinx-7: LUTs of RAM32M"));
    assertTrue(refusal("{CCU2C: 2}", "{CCU2C: 0}").contains("ecp5: LUTs of CCU2C"));
    assertTrue(refusal("[25, 18]", "[25]").contains("multiplier is [25]"));
    assertTrue(refusal("[25, 18]", "[25, null]").contains("multiplier is [25, null]"));
    assertTrue(refusal("[256x16, 512x8, 1024x4, 2048x2]", "[]").contains("ice40 has no block_ram"));
  }

  @Test
  void read_emptyText_isNoName() throws IOException {
    assertTrue(refusal("title: Lattice ECP5", "title: ''").contains("a family has no name"));
    assertTrue(refusal("name: u200", "name: ''").contains("ultrascale-plus: a part has no name"));
    assertTrue(refusal("synthesis: synth_ecp5", "synthesis: ''").contains("ecp5 has no synthesis"));
    assertTrue(refusal("lut: [LUT4]", "lut: [LUT4, null]").contains("ecp5: a cell has no name"));
    assertTrue(refusal("ultrascale-plus-cells.v", "no.v").contains("there is no file no.v"));
  }

  @Test
  void read_namesThatDifferInCapitalsOnly_areTheSame() throws IOException {
    assertTrue(refusal("name: u200", "name: KV260").contains("two parts are called KV260"));
    assertTrue(refusal("part: XCU200", "part: xck26").contains("two parts are called xck26"));
  }

  @Test
  void ice40_partsDifferInMultipliersAndCommands() {
    assertEquals(0, Device.named("hx8k").available(Resource.DSP));
    assertEquals(8, Device.named("up5k").available(Resource.DSP));
    assertTrue(Device.named("iCE40UP5K").synthesis().usual().contains("-dsp"));
    assertEquals(Device.named("hx8k").family(), Device.named("up5k").family());
  }

  /**
   * As Yosys 0.23 has it: one or two bits too many for a multiplier of 18 bits are made of LUTs.
   */
  @Test
  void tiles_restOfAnOperand_takesOneMoreIfItIsLongEnough() {
    DeviceFamily.Multiplier ecp5 = Device.named("lfe5u-85f").multiplier().orElseThrow();
    assertEquals(1, ecp5.tiles(18, 16));
    assertEquals(1, ecp5.tiles(19, 16));
    assertEquals(2, ecp5.tiles(21, 16));
    assertEquals(2, ecp5.tiles(34, 16));
    DeviceFamily.Multiplier zynq = Device.named("xc7z020").multiplier().orElseThrow();
    assertEquals(1, zynq.tiles(25, 16));
    assertEquals(2, zynq.tiles(26, 16));
  }
}
