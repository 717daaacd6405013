package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.skiptrim.device.Device;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolFailure;
import org.skiptrim.process.ToolProcess;
import org.skiptrim.process.Tools;
import org.skiptrim.rtl.Dataflow;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.simulation.CellModels;
import org.skiptrim.simulation.Verilator;
import org.skiptrim.storage.ProgressListener;

/**
 * All multipliers and single-port RAMs of an UP5K come back out of its bitstream as they were asked
 * for: all_blocks.sv.
 */
@Execution(CONCURRENT)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class UltraPlusBlocksTest {
  private static final Flow FLOW = Flow.ICE40;
  private static final String BLOCKS = "all_blocks.sv";
  private static final String TOP = "all_blocks";
  private static final Map<String, Long> ALL = Map.of("SB_MAC16", 8L, "SB_SPRAM256KA", 4L);
  private static final String BENCH = "block_bench.sv";

  @TempDir static Path directory;

  private static Netlist netlist;

  @BeforeAll
  static void place() throws Exception {
    Files.writeString(directory.resolve(BLOCKS), resource(BLOCKS));
    netlist = synthesize();
    Programs programs =
        new Programs(tool(FLOW.placer()), tool(FLOW.packer()), tool(FLOW.unpacker()));
    new Nextpnr(FLOW, programs, Duration.ofMinutes(10), 1)
        .place(
            netlist,
            Device.named("up5k"),
            1,
            12,
            Optional.empty(),
            placed(),
            ProgressListener.SILENT);
  }

  /**
   * Without looking for multipliers, at which Yosys gives those that are there settings of its own.
   */
  private static Netlist synthesize() throws Exception {
    String script =
        "read_verilog -sv %s; synth_ice40 -device u -top %s -json %s"
            .formatted(BLOCKS, TOP, Netlist.JSON);
    String yosys = tool(Tool.YOSYS_FOR_PLACEMENT).path().toString();
    Path log = directory.resolve("yosys.log");
    new ToolProcess("Yosys", "mapping blocks", List.of(yosys, "-p", script), directory, log).run();
    Dataflow none = new Dataflow(List.of(), Map.of(), List.of(), 0);
    return new Netlist(directory, TOP, "ice40", new TreeMap<>(ALL), none);
  }

  private static Path placed() {
    return directory.resolve("placed");
  }

  @Test
  void decode_everyBlock_answersAsAsked() throws Exception {
    Netlist decoded = decode(placed(), "decoded");
    assertEquals(ALL, decoded.cells());
    assertTrue(run(decoded).contains("PASS"));
  }

  /** Registers for C and D, or none. */
  @Test
  void decode_otherSettingsOfTheLastMultiplier_areNoticed() throws Exception {
    Netlist decoded =
        decode(changed("others", List.of(".dsp0_tile 25 23 0", ".dsp0_tile 25 23 3")), "other");
    String message = assertThrows(ToolFailure.class, () -> run(decoded)).getMessage();
    assertTrue(message.contains("cycle "), message);
  }

  /** BOTADDSUB_LOWERINPUT is 3. */
  @Test
  void decode_multiplierThatGoesOnWithItsNeighboursSum_isRefused() throws Exception {
    Path cascade = changed("cascade", List.of(".dsp2_tile 0 12 1 1", ".dsp2_tile 0 12 2 1"));
    String message = assertThrows(IOException.class, () -> decode(cascade, "refused")).getMessage();
    assertEquals(
        "the multiplier at X0/Y10 goes on with its neighbour's sum, which is not decoded", message);
  }

  private static Netlist decode(Path folder, String to) throws Exception {
    return new BitstreamDecoder(tool(FLOW.unpacker()), tool(FLOW.decoder().orElseThrow()))
        .decode(netlist, folder, directory.resolve(to));
  }

  /**
   * The bitstream with some bits changed, in a folder as the placer leaves it.
   *
   * @param bits tile, X, Y, the number of a bit of the block there, and what it becomes; the other
   *     value if it isn't said
   */
  private static Path changed(String name, List<String> bits) throws Exception {
    List<String> text =
        new ArrayList<>(Files.readAllLines(placed().resolve("seed-1").resolve(FLOW.routed())));
    for (String bit : bits) {
      String[] parts = bit.split(" ");
      int tile = text.indexOf(String.join(" ", parts[0], parts[1], parts[2]));
      assertTrue(tile >= 0, bit);
      int line =
          tile + 1 + (Integer.parseInt(parts[3]) ^ 1); // each pair of rows is the other way around
      StringBuilder row = new StringBuilder(text.get(line));
      row.setCharAt(7, parts.length > 4 ? parts[4].charAt(0) : row.charAt(7) == '1' ? '0' : '1');
      text.set(line, row.toString());
    }
    Path folder = Files.createDirectories(directory.resolve(name));
    Path routed = Files.write(folder.resolve(FLOW.routed()), text);
    Files.copy(placed().resolve(PlacementTry.PORTS), folder.resolve(PlacementTry.PORTS));
    new Bitstream(FLOW, folder.resolve(FLOW.bitstream())).pack(tool(FLOW.packer()), routed);
    return folder;
  }

  /** Builds the bench and runs it; what it says. */
  private static String run(Netlist decoded) throws Exception {
    Path folder = decoded.directory();
    Path verilog = folder.resolve(Netlist.VERILOG);
    Files.writeString(
        verilog,
        Files.readString(verilog).replace("\nmodule all_blocks ", "\nmodule decoded_blocks "));
    Files.writeString(folder.resolve(BENCH), resource(BENCH));
    List<String> sources =
        new ArrayList<>(List.of("-Wno-UNOPTFLAT", Netlist.VERILOG, "../" + BLOCKS, BENCH));
    sources.addAll(CellModels.write(decoded, folder));
    Path program =
        new Verilator(tool(Tool.VERILATOR))
            .program("building the bench of blocks", sources, folder, "-O1");
    Path log = folder.resolve("run.log");
    new ToolProcess("Simulation", "comparing blocks", List.of(program.toString()), folder, log)
        .run();
    return Files.readString(log);
  }

  private static InstalledTool tool(Tool tool) throws Exception {
    return Tools.ofThisMachine().require(tool, notice -> {});
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = UltraPlusBlocksTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
