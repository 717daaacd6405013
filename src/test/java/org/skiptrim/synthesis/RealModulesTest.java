package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.skiptrim.device.Utilization.Method.SYNTHESIZED_FLAT;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;

/** What Yosys said of modules, as utilization. */
class RealModulesTest {
  private static Utilization of(String device, Map<String, Long> cells) {
    return Device.named(device).family().utilization(cells, SYNTHESIZED_FLAT);
  }

  @Test
  void utilization_realXilinxModule() throws Exception {
    String json = StatJsonTest.resource("stat-0.23-xc7-sliding_window.json");
    // 22 INV, 2 LUT1, 48 LUT2, 11 LUT3, 16 LUT4, 22 LUT5, 28 LUT6; 33 FDRE, 15 FDSE
    assertEquals(
        new Utilization(SYNTHESIZED_FLAT, 149, 0, 48, 0, 1, 0),
        of("xc7z020", StatJson.cells(json)));
  }

  @Test
  void utilization_realEcp5Module_carriesAreLuts() throws Exception {
    String json = StatJsonTest.resource("stat-0.23-ecp5-sliding_window.json");
    assertEquals(
        new Utilization(SYNTHESIZED_FLAT, 228 + 2 * 33, 0, 48, 1, 0, 0),
        of("lfe5u-85f", StatJson.cells(json)));
  }
}
