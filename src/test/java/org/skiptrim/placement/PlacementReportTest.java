package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;

/** Of a ResNet8 without skips on an LFE5U-85F, as nextpnr-ecp5 0.7 reported it. */
class PlacementReportTest {
  @TempDir Path folder;

  private static Path recorded() throws Exception {
    return Path.of(PlacementReportTest.class.getResource("report.json").toURI());
  }

  @Test
  void read_countsWhatIsAResource() throws Exception {
    PlacementReport report = PlacementReport.read(recorded(), Flow.ECP5);
    assertEquals(3_043, report.used().get(Resource.LUT));
    assertEquals(2_207, report.used().get(Resource.FF));
    assertEquals(12, report.used().get(Resource.BRAM));
    assertEquals(8, report.used().get(Resource.DSP));
    assertEquals(117.6, report.fmaxMhz(), 0.05);
  }

  /** Of the clock's own paths, not of those that begin at a pin. */
  @Test
  void read_slowestPath_namesTheUnit() throws Exception {
    CriticalPath path = PlacementReport.read(recorded(), Flow.ECP5).path().orElseThrow();
    assertEquals(List.of("stage2_block1_relu_quantize_requantize"), path.units());
    assertEquals(1_000 / 117.6, path.ns(), 0.01);
    assertEquals(4.05, path.routingNs(), 0.01);
  }

  @Test
  void units_ofAPathBetweenTwo_areBoth() {
    CriticalPath path = new CriticalPath("design.u_a_window.q", "design.u_b_matrix.sum.q", 1, 2);
    assertEquals(List.of("a_window", "b_matrix"), path.units());
    assertEquals(List.of("pin"), new CriticalPath("pin", "pin", 1, 2).units());
  }

  @Test
  void read_withoutARegister_saysSo() throws Exception {
    Path file = folder.resolve("report.json");
    Files.writeString(file, "{\"utilization\": {}, \"fmax\": {}, \"critical_paths\": []}");
    String message =
        assertThrows(IOException.class, () -> PlacementReport.read(file, Flow.ICE40)).getMessage();
    assertTrue(message.contains("no clock"), message);
  }

  @Test
  void flow_isThereForDevicesThatCanBePlaced() {
    for (Device device : Device.known()) {
      assertEquals(device.canBePlaced(), Flow.of(device).isPresent(), device.name());
    }
  }
}
