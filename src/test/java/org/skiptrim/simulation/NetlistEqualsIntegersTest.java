package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;
import static org.skiptrim.device.Utilization.Method.SYNTHESIZED_FLAT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.process.Tool;
import org.skiptrim.process.Tools;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.RandomQuantizedNetworks.Branch;
import org.skiptrim.rtl.Netlist;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.synthesis.NetlistSynthesis;

/** A network as the cells that synthesis made of it equals the interpreter in every logit. */
@Execution(CONCURRENT)
class NetlistEqualsIntegersTest {
  /** So cheap that all memories stand in block RAM. */
  private static final double FREE = 0;

  private static final QuantizedNetwork NETWORK =
      RandomQuantizedNetworks.identitySkip(1, Branch.TWO);
  private static final List<long[]> IMAGES = RandomQuantizedNetworks.images(NETWORK, 1, 3);

  @TempDir Path directory;

  private Netlist synthesize(Device device) throws Exception {
    MemoryStyles memories = new MemoryStyles(device, FREE);
    DataflowGraph graph =
        DataflowLowering.lower(
            NETWORK,
            Folding.forCycles(NETWORK, 1000, memories),
            new HardwareStyle(memories, SkipSource.LINE_BUFFER));
    RtlDesign design = TopModuleWriter.write(graph, directory.resolve("rtl"));
    return new NetlistSynthesis(Tools.ofThisMachine().require(Tool.YOSYS, notice -> {}))
        .run(design, device, directory.resolve("netlist"));
  }

  private static SimulationResult simulate(Netlist netlist) throws Exception {
    return new Verilator(Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {}))
        .build(netlist, IMAGES.size())
        .run(IMAGES, ProgressListener.SILENT);
  }

  private static Optional<BitExactness.Difference> firstDifference(SimulationResult result) {
    IntegerInterpreter interpreter = new IntegerInterpreter(NETWORK);
    for (int i = 0; i < IMAGES.size(); i++) {
      Optional<BitExactness.Difference> difference =
          BitExactness.firstDifference(
              NETWORK.network(), interpreter.trace(IMAGES.get(i)), result.traces().get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lfe5u-85f", "hx8k", "up5k", "xc7z020"})
  void run_netlist_everyLogitEqual(String part) throws Exception {
    Device device = Device.named(part);
    Netlist netlist = synthesize(device);
    Utilization took = device.family().utilization(netlist.cells(), SYNTHESIZED_FLAT);
    assertTrue(took.luts() > 200 && took.used(Resource.BRAM) > 2, took::toString);
    assertEquals(device.dsps() > 0, took.dsps() > 0, took::toString);
    if (device.family().name().equals("ice40")) {
      assertFewEnables(netlist.cells());
    }

    assertEquals(Optional.empty(), firstDifference(simulate(netlist)));
  }

  /** Enables of few flip-flops are of LUTs; of all, three in a hundred had none before. */
  private static void assertFewEnables(SortedMap<String, Long> cells) {
    long flipFlops = count(cells, "SB_DFF");
    long withoutEnable = flipFlops - count(cells, "SB_DFFE");
    assertTrue(withoutEnable > flipFlops / 10, () -> "" + cells);
  }

  private static long count(SortedMap<String, Long> cells, String prefix) {
    return cells.subMap(prefix, prefix + "\uffff").values().stream().mapToLong(n -> n).sum();
  }

  @Test
  void run_oneBitOfAWeightFlipped_aLogitDiffers() throws Exception {
    Netlist netlist = synthesize(Device.named("up5k"));
    flipLowestBit(netlist.directory().resolve(Netlist.VERILOG), "SB_RAM40_4K", "INIT_0");
    assertEquals("classifier", firstDifference(simulate(netlist)).orElseThrow().node());
  }

  private static void flipLowestBit(Path netlist, String cell, String parameter)
      throws IOException {
    String text = Files.readString(netlist);
    int instance = text.indexOf("\n  ) \\u_classifier_dense.multiplied.weight_memory.");
    int begin = text.lastIndexOf("\n  " + cell + " #(", instance);
    assertTrue(begin > 0 && instance > 0, "no " + cell + " of the classifier's weights");
    Matcher contents =
        Pattern.compile("\\." + parameter + "\\(\\d+'(?:b[01x]*|h[0-9a-fx]*)([0-9a-f])\\)")
            .matcher(text);
    assertTrue(contents.find(begin) && contents.end() < instance, parameter + " of a " + cell);
    int digit = contents.start(1);
    char flipped = Character.forDigit(Character.digit(text.charAt(digit), 16) ^ 1, 16);
    Files.writeString(netlist, text.substring(0, digit) + flipped + text.substring(digit + 1));
  }
}
