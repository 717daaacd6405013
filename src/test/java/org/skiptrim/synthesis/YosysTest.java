package org.skiptrim.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.skiptrim.device.Utilization.Method.SYNTHESIZED_BY_PARTS;
import static org.skiptrim.device.Utilization.Method.SYNTHESIZED_FLAT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.device.Device;
import org.skiptrim.device.SynthesisCommands;
import org.skiptrim.device.Utilization;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.process.Tools;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;
import org.skiptrim.storage.HeardProgress;
import org.skiptrim.storage.ProgressListener;

/** Runs the real Yosys. */
class YosysTest {
  private static final Device ZYNQ = Device.named("xc7z020");
  private static final Device ECP5 = Device.named("lfe5u-85f");

  @TempDir Path directory;
  private Path cache;
  private Yosys yosys;

  @BeforeEach
  void findYosys() throws Exception {
    cache = directory.resolve("cache");
    yosys = new Yosys(Tools.ofThisMachine().require(Tool.YOSYS, notice -> {}), cache, 2);
  }

  private RtlDesign design(String name, long seed) throws IOException {
    return TestDesigns.twoMatrixUnits(Files.createDirectory(directory.resolve(name)), seed);
  }

  private static Synthesis byParts(Yosys yosys, RtlDesign design, Device device) throws Exception {
    return yosys.synthesize(design, device, SYNTHESIZED_BY_PARTS, ProgressListener.SILENT);
  }

  /** Has the version of the real one, and fails if it is started. */
  private Yosys withoutProgram() {
    InstalledTool real = yosys.tool();
    Path nowhere = directory.resolve("no-such-yosys");
    return new Yosys(new InstalledTool(real.tool(), nowhere, real.version()), cache, 2);
  }

  private Path onlyEntry() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      List<Path> entries = files.filter(f -> f.toString().endsWith(".cells")).toList();
      assertEquals(1, entries.size(), entries.toString());
      return entries.get(0);
    }
  }

  @Test
  void synthesize_byPartsFor7Series_oneModuleCountedTwice() throws Exception {
    HeardProgress heard = new HeardProgress();
    Synthesis synthesis = yosys.synthesize(design("a", 1), ZYNQ, SYNTHESIZED_BY_PARTS, heard);
    assertEquals(
        List.of("synthesizing for xc7z020 0/1", "synthesizing for xc7z020 1/1"), heard.lines());
    assertEquals(1, synthesis.parts().size());
    Synthesis.Part part = synthesis.parts().get(0);
    assertEquals("matrix_vector", part.module());
    assertEquals(List.of("conv1", "conv2"), part.instances());
    // 512 words of 16 bits are half a block RAM; 16×16 bits are one DSP48.
    assertEquals(1, part.each().halfBlockRams());
    assertEquals(0, part.each().blockRams());
    assertEquals(1, part.each().dsps());
    assertTrue(part.each().luts() > 10 && part.each().luts() < 200, part.toString());
    assertTrue(part.each().flipFlops() > 16 && part.each().flipFlops() < 200, part.toString());
    assertEquals(part.each().times(2), synthesis.total());
  }

  @Test
  void synthesize_forUltraScalePlus_itsOwnCellsAreCounted() throws Exception {
    RtlDesign design = design("a", 1);
    Device kria = Device.named("kv260");
    Utilization each = byParts(yosys, design, kria).parts().get(0).each();
    assertEquals(1, each.halfBlockRams());
    assertEquals(1, each.dsps());
    assertTrue(each.luts() > 10 && each.luts() < 200, each.toString());
    String usual = "synth_xilinx -family xcup -flatten -noiopad -noclkbuf";
    assertEquals(each, byParts(yosys, design, synthesizedBy(kria, usual)).parts().get(0).each());
  }

  /** Registers and wide LUT RAM, with and without the commands that map block RAM. */
  @ParameterizedTest
  @ValueSource(strings = {"xc7z020", "kv260"})
  void synthesize_noBlockRam_sameWithoutItsMap(String name) throws Exception {
    Device device = Device.named(name);
    RtlDesign units = design("a", 1);
    RtlInstance fifo =
        new RtlInstance("fifo", "skip_fifo", Map.of("Bits", "128", "Depth", "60", "RamStyle", "1"));
    RtlInstance wide =
        new RtlInstance("wide", "skip_fifo", Map.of("Bits", "3", "Depth", "9", "RamStyle", "0"));
    RtlInstance pool =
        new RtlInstance(
            "pool", "pool", Map.of("Pixels", "9", "Channels", "64", "Lanes", "2", "Maximum", "1"));
    RtlDesign design =
        new RtlDesign(
            units.directory(), "top", units.sources(), List.of(fifo, wide, pool), units.dataflow());
    Synthesis made = byParts(yosys, design, device);
    assertEquals(0, made.total().blockRams() + made.total().halfBlockRams());
    assertTrue(made.total().memoryLuts() > 0, made.total().toString());
    String usual = device.synthesis().usual();
    assertEquals(made.parts(), byParts(yosys, design, synthesizedBy(device, usual)).parts());
  }

  private static Device synthesizedBy(Device of, String commands) {
    return new Device(
        of.name(),
        of.part(),
        of.boards(),
        of.family(),
        of.luts(),
        of.blockRams(),
        of.dsps(),
        of.singlePortRam(),
        SynthesisCommands.of(commands),
        of.placement());
  }

  /**
   * Four bits, times 2^2: the two lowest bits that come out are constant, the others stand in two
   * registers.
   */
  @Test
  void synthesize_negativeParameter_isOne() throws Exception {
    RtlDesign units = design("a", 1);
    Map<String, String> parameters = Map.of("InputBits", "4", "Shift", "-2", "OutputBits", "6");
    RtlInstance rescale = new RtlInstance("rescale", "rescale", parameters);
    RtlDesign design =
        new RtlDesign(
            units.directory(), "top", units.sources(), List.of(rescale), units.dataflow());
    Utilization made = byParts(yosys, design, ECP5).total();
    assertEquals(2 * 4 + 2, made.flipFlops());
  }

  /** 512 words of 16 bits are two block RAMs of 4 Kbit; the HX8K has no multipliers. */
  @Test
  void synthesize_forIce40_itsOwnCellsAreCounted() throws Exception {
    RtlDesign design = design("a", 1);
    Utilization ofLuts = byParts(yosys, design, Device.named("hx8k")).parts().get(0).each();
    Utilization hard = byParts(yosys, design, Device.named("up5k")).parts().get(0).each();
    assertEquals(List.of(2L, 2L), List.of(ofLuts.blockRams(), hard.blockRams()));
    assertEquals(List.of(0L, 1L), List.of(ofLuts.dsps(), hard.dsps()));
    assertTrue(ofLuts.luts() > hard.luts() + 150 && ofLuts.luts() < 1_200, ofLuts.toString());
    assertTrue(hard.luts() > 10 && hard.luts() < 400, hard.toString());
  }

  @Test
  void synthesize_secondTimeAndOtherWeights_startsNoProcess() throws Exception {
    Synthesis first = byParts(yosys, design("a", 1), ECP5);
    Synthesis again = byParts(withoutProgram(), design("b", 7), ECP5);
    assertEquals(first.total(), again.total());
    assertEquals(2 * 1, first.total().blockRams());
    assertEquals(2 * 1, first.total().dsps());
    assertTrue(first.total().luts() > 20 && first.total().luts() < 600, first.toString());
  }

  @Test
  void synthesize_damagedCacheEntry_isMadeAnew() throws Exception {
    RtlDesign design = design("a", 1);
    Synthesis first = byParts(yosys, design, ECP5);
    Path entry = onlyEntry();
    String text = Files.readString(entry);
    Files.writeString(entry, text.replaceFirst("LUT4 \\d", "LUT4 9"));
    assertThrows(IOException.class, () -> byParts(withoutProgram(), design, ECP5));
    assertEquals(first.total(), byParts(yosys, design, ECP5).total());
    assertEquals(text, Files.readString(entry));
  }

  @Test
  void synthesize_flat_nearTheSumOfTheParts() throws Exception {
    RtlDesign design = design("a", 1);
    Utilization parts = byParts(yosys, design, ECP5).total();
    Synthesis flat = yosys.synthesize(design, ECP5, SYNTHESIZED_FLAT, ProgressListener.SILENT);
    assertEquals(SYNTHESIZED_FLAT, flat.total().method());
    assertEquals(List.of(), flat.parts());
    assertEquals(parts.dsps(), flat.total().dsps());
    assertEquals(parts.blockRams(), flat.total().blockRams());
    double ratio = (double) flat.total().luts() / parts.luts();
    assertTrue(ratio > 0.8 && ratio < 1.2, flat + " against " + parts);
  }

  @Test
  void synthesize_brokenSource_oneLineWithModuleAndLog() throws Exception {
    RtlDesign design = design("a", 1);
    Files.writeString(design.directory().resolve("rom.sv"), "module rom (input clk;\nendmodule\n");
    String message =
        assertThrows(ToolFailure.class, () -> byParts(yosys, design, ZYNQ)).getMessage();
    assertTrue(
        message.startsWith("Yosys failed while synthesizing matrix_vector for xc7z020: rom.sv:1: "),
        message);
    assertTrue(message.contains("(log: " + cache), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void synthesize_memoryFileMissing_namesItsInstance() throws Exception {
    RtlDesign design = design("a", 1);
    Files.delete(design.directory().resolve("conv2_weights.mem"));
    String message =
        assertThrows(IOException.class, () -> byParts(yosys, design, ZYNQ)).getMessage();
    assertTrue(message.contains("conv2_weights.mem (WeightsFile of conv2) is missing"), message);
  }
}
