package org.skiptrim.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.skiptrim.toolchain.Utilization.Method.SYNTHESIZED_FLAT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellLibraryTest {
  private static Utilization of(Map<String, Long> cells) {
    return CellLibrary.utilization(cells, SYNTHESIZED_FLAT);
  }

  @Test
  void utilization_realXilinxModule() throws Exception {
    String json = StatJsonTest.resource("stat-0.23-xc7-sliding_window.json");
    // 22 INV, 2 LUT1, 48 LUT2, 11 LUT3, 16 LUT4, 22 LUT5, 28 LUT6; 33 FDRE, 15 FDSE
    assertEquals(new Utilization(SYNTHESIZED_FLAT, 149, 0, 48, 0, 1, 0), of(StatJson.cells(json)));
  }

  @Test
  void utilization_realEcp5Module_carriesAreLuts() throws Exception {
    String json = StatJsonTest.resource("stat-0.23-ecp5-sliding_window.json");
    assertEquals(
        new Utilization(SYNTHESIZED_FLAT, 228 + 2 * 33, 0, 48, 1, 0, 0), of(StatJson.cells(json)));
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
}
