package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.device.Device;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.Seeds;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.RtlInstance;
import org.skiptrim.synthesis.NetlistSynthesis;

/**
 * Memories and products as cells do what the hardware library's modules do that they were made of:
 * cell_cases.sv, in all shapes, on random inputs.
 */
@Execution(CONCURRENT)
class CellModelsTest {
  private static final List<String> LIBRARY =
      List.of("counter.sv", "ram.sv", "single_port_ram.sv", "rom.sv");
  private static final String CASES = "cell_cases.sv";
  private static final String BENCH = "cell_bench.sv";

  /** Words, bits and words in block RAM of the ROMs in cell_cases.sv. */
  private static final int[][] ROMS = {
    {2048, 1, 2048},
    {4096, 4, 4096},
    {2048, 9, 2048},
    {1024, 18, 1024},
    {512, 36, 512},
    {288, 68, 288},
    {1152, 24, 1024},
    {48, 5, 0},
  };

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "lfe5u-85f, 1, 2, DP16KD MULT18X18D TRELLIS_DPR16X4",
    "up5k,      0, 3, SB_RAM40_4K SB_SPRAM256KA SB_MAC16",
    "xc7z020,   1, 2, RAMB18E1 RAMB36E1 DSP48E1 RAM64M",
  })
  void run_cells_asTheLibrary(
      String device, String smallStyle, String singlePortStyle, String cells) throws Exception {
    Netlist netlist = synthesize(Device.named(device), smallStyle, singlePortStyle);
    for (String cell : cells.split(" ")) {
      assertTrue(netlist.cells().containsKey(cell), () -> cell + " in " + netlist.cells());
    }
    assertTrue(run(netlist).contains("PASS"));
  }

  @Test
  void run_oneBitOfAMemoryFlipped_isNoticed() throws Exception {
    Netlist netlist = synthesize(Device.named("lfe5u-85f"), "1", "2");
    Path verilog = netlist.directory().resolve(Netlist.VERILOG);
    Files.writeString(verilog, withFlippedRom(Files.readString(verilog)));
    String message = assertThrows(ToolFailure.class, () -> run(netlist)).getMessage();
    assertTrue(message.contains("rom 4 in cycle "), message);
  }

  private Netlist synthesize(Device device, String smallStyle, String singlePortStyle)
      throws Exception {
    Path sources = Files.createDirectory(directory.resolve("sources"));
    for (String module : LIBRARY) {
      Files.copy(Path.of("rtl", module), sources.resolve(module));
    }
    String small = "parameter int SmallStyle = ";
    String singlePort = "parameter int SinglePortStyle = ";
    Files.writeString(
        sources.resolve(CASES),
        resource(CASES)
            .replace(small + "1", small + smallStyle)
            .replace(singlePort + "2", singlePort + singlePortStyle));
    Random random = Seeds.random(device.name().hashCode());
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < ROMS.length; i++) {
      int first = ROMS[i][2] == 0 ? ROMS[i][0] : ROMS[i][2];
      files.put("File" + i, memory(sources, "rom" + i, first, ROMS[i][1], random));
      if (first < ROMS[i][0]) {
        files.put("Rest" + i, memory(sources, "rest" + i, ROMS[i][0] - first, ROMS[i][1], random));
      }
    }
    RtlDesign design =
        new RtlDesign(
            sources,
            "cell_cases",
            Stream.concat(LIBRARY.stream(), Stream.of(CASES)).toList(),
            List.of(new RtlInstance("roms", "rom", files)),
            new Dataflow(List.of(), Map.of(), List.of(), 0));
    Netlist netlist =
        new NetlistSynthesis(Tools.ofThisMachine().require(Tool.YOSYS, notice -> {}))
            .run(design, device, directory.resolve("netlist"));
    Path verilog = netlist.directory().resolve(Netlist.VERILOG);
    String text = Files.readString(verilog);
    Files.writeString(verilog, text.replace("\nmodule cell_cases(", "\nmodule cell_netlist("));
    return netlist;
  }

  private static String memory(Path folder, String name, int words, int bits, Random random)
      throws IOException {
    int digits = (bits + 3) / 4;
    List<String> lines = new ArrayList<>();
    for (int word = 0; word < words; word++) {
      String hex = new BigInteger(bits, random).toString(16);
      lines.add("0".repeat(digits - hex.length()) + hex);
    }
    Files.write(folder.resolve(name + ".mem"), lines);
    return '"' + name + ".mem\"";
  }

  /** Builds the bench and runs it; what it says. */
  private String run(Netlist netlist) throws Exception {
    Path folder = Files.createDirectories(netlist.directory().resolve("simulation"));
    List<String> sources = new ArrayList<>(List.of("-Wno-UNOPTFLAT", "../" + Netlist.VERILOG));
    sources.addAll(CellModels.write(netlist, folder));
    for (String module : LIBRARY) {
      sources.add("../../sources/" + module);
    }
    sources.add("../../sources/" + CASES);
    Files.writeString(folder.resolve(BENCH), resource(BENCH));
    sources.add(BENCH);
    Verilator verilator =
        new Verilator(Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {}));
    Path program = verilator.program("building the bench of cells", sources, folder, "-O0");
    List<String> command = List.of(program.toString(), "+verilator+rand+reset+2");
    Path log = folder.resolve("run.log");
    new ToolProcess("Simulation", "comparing cells", command, directory.resolve("sources"), log)
        .run();
    return Files.readString(log);
  }

  /** Flips a bit of the fifth ROM's, which is block RAM as wide as it can be. */
  private static String withFlippedRom(String netlist) {
    Matcher instance = Pattern.compile("\n  \\) \\\\g_rom\\[4]\\S*\\.words\\.").matcher(netlist);
    assertTrue(instance.find(), "block RAM of the fifth ROM");
    int contents = netlist.lastIndexOf(".INITVAL_0", instance.start());
    int digit = netlist.indexOf(')', contents) - 1;
    char flipped = Character.forDigit(Character.digit(netlist.charAt(digit), 16) ^ 1, 16);
    return netlist.substring(0, digit) + flipped + netlist.substring(digit + 1);
  }

  @Test
  void write_cellWithoutModel_isNamed() {
    Netlist netlist =
        new Netlist(
            directory,
            "top",
            "ecp5",
            new TreeMap<>(Map.of("LUT4", 2L, "EHXPLLL", 1L)),
            new Dataflow(List.of(), Map.of(), List.of(), 0));
    String message =
        assertThrows(IOException.class, () -> CellModels.write(netlist, directory)).getMessage();
    assertEquals(
        "a netlist with the cell EHXPLLL cannot be simulated: ecp5 has no model of it; add"
            + " cells/ecp5/EHXPLLL",
        message);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CellModelsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
