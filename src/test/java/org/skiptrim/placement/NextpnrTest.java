package org.skiptrim.placement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.process.InstalledTool;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.RandomQuantizedNetworks.Branch;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.simulation.SimulationResult;
import org.skiptrim.simulation.Verilator;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.synthesis.NetlistSynthesis;

/** A small network all the way to a bitstream, with the real tools. */
@Execution(CONCURRENT)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NextpnrTest {
  @TempDir Path directory;

  private static InstalledTool tool(Tool tool) throws Exception {
    return Tools.ofThisMachine().require(tool, notice -> {});
  }

  private static final QuantizedNetwork NETWORK =
      RandomQuantizedNetworks.identitySkip(1, Branch.TWO);

  private Netlist netlist(Device device) throws Exception {
    QuantizedNetwork network = NETWORK;
    MemoryStyles memories = new MemoryStyles(device, 0.1); // some of every kind
    DataflowGraph graph =
        DataflowLowering.lower(
            network,
            Folding.forCycles(network, 4_000, memories),
            new HardwareStyle(memories, SkipSource.CHEAPEST));
    return new NetlistSynthesis(tool(Tool.YOSYS_FOR_PLACEMENT))
        .run(
            TopModuleWriter.write(graph, directory.resolve("rtl")),
            device,
            directory.resolve("netlist"));
  }

  private static Nextpnr nextpnr(Flow flow) throws Exception {
    Programs programs =
        new Programs(tool(flow.placer()), tool(flow.packer()), tool(flow.unpacker()));
    return new Nextpnr(flow, programs, Duration.ofMinutes(10), 2);
  }

  private Placement place(
      Nextpnr nextpnr, Netlist netlist, Device device, int seeds, List<String> notes)
      throws Exception {
    return nextpnr.place(
        netlist, device, seeds, 50, Optional.empty(), directory.resolve("placed"), heard(notes));
  }

  private static ProgressListener heard(List<String> notes) {
    return new ProgressListener() {
      @Override
      public void progress(String what, long done, long total, String unit) {}

      @Override
      public void note(String line) {
        notes.add(line);
      }
    };
  }

  /** A second run reads what the first one has left, and tries nothing again. */
  @ParameterizedTest
  @CsvSource({"lfe5u-85f, 1, 10000", "hx8k, 2, 100000"})
  void place_smallNetwork_keepsTheFastestOfItsTries(String part, int seeds, long leastBytes)
      throws Exception {
    Device device = Device.named(part);
    Netlist netlist = netlist(device);
    Nextpnr nextpnr = nextpnr(Flow.of(device).orElseThrow());
    Placement placed = place(nextpnr, netlist, device, seeds, new ArrayList<>());
    assertEquals(seeds, placed.attempts().size());
    double fastest = placed.attempts().stream().mapToDouble(Attempt::fmaxMhz).max().orElseThrow();
    assertEquals(fastest, placed.best().fmaxMhz());
    assertTrue(fastest > 20, () -> "" + fastest);
    assertEquals(1_000 / fastest, placed.path().orElseThrow().ns(), 0.05);
    assertEquals(Utilization.Method.ROUTED, placed.used().method());
    assertTrue(placed.used().luts() > 200 && placed.used().flipFlops() > 200, () -> "" + placed);
    assertTrue(Files.size(placed.bitstream()) > leastBytes);

    Path first = directory.resolve("placed/seed-1/report.json");
    FileTime before = Files.getLastModifiedTime(first);
    assertEquals(placed, place(nextpnr, netlist, device, seeds, new ArrayList<>()));
    assertEquals(before, Files.getLastModifiedTime(first));

    flippedBit_isFoundAndNamed(nextpnr, placed);
    if (nextpnr.flow().decoder().isPresent()) {
      assertEveryLogitEqual(decoded(nextpnr, netlist, placed));
    } else {
      Netlist routed = Nextpnr.routed(directory.resolve("placed"));
      Set<String> kinds = Set.of("TRELLIS_COMB", "TRELLIS_FF", "DP16KD", "MULT18X18D");
      assertEquals(kinds, routed.cells().keySet());
      assertTrue(netlist.cells().containsKey("TRELLIS_DPR16X4"), netlist.cells().toString());
      assertEveryLogitEqual(routed);
      assertThrows(AssertionError.class, () -> assertEveryLogitEqual(withFlippedBits(routed)));
    }
  }

  /** Of a bitstream with another bit than was routed, the check says which. */
  private static void flippedBit_isFoundAndNamed(Nextpnr nextpnr, Placement placed)
      throws Exception {
    Flow flow = nextpnr.flow();
    Path folder = placed.bitstream().getParent();
    Path routed = folder.resolve("seed-" + placed.best().seed()).resolve(flow.routed());
    String text = Files.readString(routed);
    String before = flow == Flow.ECP5 ? ".INIT " : "logic_tile 5 5\n";
    int bit = text.indexOf(before) + before.length();
    char flipped = text.charAt(bit) == '0' ? '1' : '0';
    String where = flow == Flow.ECP5 ? "PLC2, SLICEA.K0.INIT is " : "logic_tile 5 5, row 0 is ";
    assertNamed(where, nextpnr, routed, text.substring(0, bit) + flipped + text.substring(bit + 1));
    if (flow == Flow.ECP5) {
      String cut = text.replaceFirst("arc: A0 .*\n", "");
      assertNamed(":PLC2, A0 is not set instead of ", nextpnr, routed, cut);
    }
  }

  private static void assertNamed(String where, Nextpnr nextpnr, Path routed, String changedText)
      throws Exception {
    Flow flow = nextpnr.flow();
    Path changed = Files.createTempDirectory(routed.getParent(), "changed").resolve(flow.routed());
    Files.writeString(changed, changedText);
    Bitstream other = new Bitstream(flow, changed.resolveSibling(flow.bitstream()));
    other.pack(nextpnr.programs().packer(), changed);
    assertTrue(other.check(nextpnr.programs().unpacker(), changed) > 100);
    IOException found =
        assertThrows(IOException.class, () -> other.check(nextpnr.programs().unpacker(), routed));
    assertTrue(found.getMessage().contains(where), found.getMessage());
  }

  /** The bitstream itself as hardware. */
  private Netlist decoded(Nextpnr nextpnr, Netlist netlist, Placement placed) throws Exception {
    return new BitstreamDecoder(
            nextpnr.programs().unpacker(), tool(nextpnr.flow().decoder().orElseThrow()))
        .decode(netlist, placed.bitstream().getParent(), directory.resolve("decoded"));
  }

  /** The carry chains of a routed design with their sums the other way round. */
  private Netlist withFlippedBits(Netlist routed) throws IOException {
    Netlist other = routed.copyTo(directory.resolve("flipped"));
    Path verilog = other.directory().resolve(Netlist.VERILOG);
    String text = Files.readString(verilog);
    String table = ".INITVAL(16'b1001011001101001)"; // propagates where A and B are equal, or not
    assertTrue(text.contains(table), text.lines().limit(5).toList().toString());
    Files.writeString(verilog, text.replace(table, table.replace("1001011", "1001010")));
    return other;
  }

  private static void assertEveryLogitEqual(Netlist netlist) throws Exception {
    List<long[]> images = RandomQuantizedNetworks.images(NETWORK, 1, 3);
    SimulationResult result =
        new Verilator(tool(Tool.VERILATOR))
            .build(netlist, images.size())
            .run(images, ProgressListener.SILENT);
    IntegerInterpreter integers = new IntegerInterpreter(NETWORK);
    for (int i = 0; i < images.size(); i++) {
      assertArrayEquals(integers.logits(images.get(i)), result.logits().get(i));
    }
  }

  @Test
  void place_whatCannotBePlaced_failsInALineThatSaysWhat() throws Exception {
    Device device = Device.named("hx8k");
    Netlist netlist = netlist(device);
    Path json = netlist.directory().resolve(Netlist.JSON);
    Files.writeString(json, Files.readString(json).replace("SB_DFF", "SB_IO_OF_NOBODY"));
    List<String> notes = new ArrayList<>();
    IOException failure =
        assertThrows(
            IOException.class, () -> place(nextpnr(Flow.ICE40), netlist, device, 2, notes));
    assertTrue(failure.getMessage().contains("SB_IO_OF_NOBODY"), failure.getMessage());
    assertEquals(2, notes.size());

    // What failed is tried again, and of another netlist everything.
    Files.writeString(json, Files.readString(json).replace("SB_IO_OF_NOBODY", "SB_DFF"));
    Placement placed = place(nextpnr(Flow.ICE40), netlist, device, 1, notes);
    Files.writeString(json, Files.readString(json) + "\n");
    Placement again = place(nextpnr(Flow.ICE40), netlist, device, 1, notes);
    assertEquals(placed.best().fmaxMhz(), again.best().fmaxMhz());
    assertNotEquals(placed.best().input(), again.best().input());
  }

  @Test
  void place_noSeed_isRefused() throws Exception {
    Nextpnr nextpnr = nextpnr(Flow.ICE40);
    assertThrows(
        IllegalArgumentException.class, () -> place(nextpnr, null, null, 0, new ArrayList<>()));
  }
}
