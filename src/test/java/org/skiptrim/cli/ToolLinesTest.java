package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolStatus;
import org.skiptrim.process.ToolStatus.Kind;
import org.skiptrim.process.ToolVersion;

class ToolLinesTest {
  private static ToolStatus lacking(Tool tool, Kind kind, String problem) {
    return new ToolStatus(tool, Optional.empty(), problem, kind);
  }

  @Test
  void of_eachKind_saysCostAndRemedy() {
    InstalledTool yosys =
        new InstalledTool(Tool.YOSYS, Path.of("/usr/bin/yosys"), new ToolVersion(0, 23, "0.23"));
    ToolStatus there = new ToolStatus(Tool.YOSYS, Optional.of(yosys), "", Kind.THERE);
    ToolStatus missing = lacking(Tool.VERILATOR, Kind.MISSING, "verilator is not on PATH");
    assertEquals(
        List.of(
            "ok        /usr/bin/yosys 0.23",
            "missing   verilator is not on PATH: no simulation, so no proof that the hardware equals"
                + " the integers; skiptrim setup --tools installs it"),
        ToolLines.of(List.of(there, missing)));
    assertFalse(ToolLines.isProblem(there));
    assertTrue(ToolLines.isProblem(missing));
  }

  @Test
  void of_placementLater_oneLineAndNoProblem() {
    ToolStatus nextpnr = lacking(Tool.NEXTPNR_ECP5, Kind.LATER, "nextpnr-ecp5 is not on PATH");
    ToolStatus icepack = lacking(Tool.ICEPACK, Kind.LATER, "icepack is not on PATH");
    assertEquals(
        List.of(
            "later     nextpnr-ecp5 0.7, icepack: no placement, so no clock frequency and no"
                + " bitstream; skiptrim setup --placement fetches them (70 MB, 330 MB unpacked)"),
        ToolLines.of(List.of(nextpnr, icepack)));
    assertFalse(ToolLines.isProblem(nextpnr));
  }

  @Test
  void of_placementThatCannotCome_saysWhy() {
    ToolStatus yosys = lacking(Tool.YOSYS_FOR_PLACEMENT, Kind.MISSING, "apt-get is not on PATH");
    assertEquals(
        List.of(
            "missing   Yosys 0.52: no placement, so no clock frequency and no bitstream; put the OSS"
                + " CAD Suite on PATH (apt-get is not on PATH)"),
        ToolLines.of(List.of(yosys)));
    assertTrue(ToolLines.isProblem(yosys));
  }
}
