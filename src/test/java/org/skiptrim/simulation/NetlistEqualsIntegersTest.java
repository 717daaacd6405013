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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @TempDir Path directory;

  private Netlist synthesize(QuantizedNetwork network, Device device) throws Exception {
    MemoryStyles memories = new MemoryStyles(device, FREE);
    DataflowGraph graph =
        DataflowLowering.lower(
            network,
            Folding.forCycles(network, 1000, memories),
            new HardwareStyle(memories, SkipSource.LINE_BUFFER));
    RtlDesign design = TopModuleWriter.write(graph, directory.resolve("rtl"));
    return new NetlistSynthesis(Tools.ofThisMachine().require(Tool.YOSYS, notice -> {}))
        .run(design, device, directory.resolve("netlist"));
  }

  private static SimulationResult simulate(Netlist netlist, List<long[]> images) throws Exception {
    return new Verilator(Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {}))
        .build(netlist, images.size())
        .run(images, ProgressListener.SILENT);
  }

  private static Optional<BitExactness.Difference> firstDifference(
      QuantizedNetwork network, List<long[]> images, SimulationResult result) {
    IntegerInterpreter interpreter = new IntegerInterpreter(network);
    for (int i = 0; i < images.size(); i++) {
      Optional<BitExactness.Difference> difference =
          BitExactness.firstDifference(
              network.network(), interpreter.trace(images.get(i)), result.traces().get(i));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /**
   * Flips a bit of the classifier's weights, in the netlist, after having seen all logits equal.
   */
  @ParameterizedTest
  @CsvSource({
    "lfe5u-85f, DP16KD,      INITVAL_00",
    "hx8k,      SB_RAM40_4K, INIT_0",
    "up5k,      SB_RAM40_4K, INIT_0",
    "xc7z020,   RAMB18E1,    INIT_00",
  })
  void run_netlist_everyLogitEqualUntilABitOfAMemoryFlips(
      String part, String memory, String contents) throws Exception {
    Device device = Device.named(part);
    QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(1, Branch.TWO);
    List<long[]> images = RandomQuantizedNetworks.images(network, 1, 3);
    Netlist netlist = synthesize(network, device);
    Utilization took = device.family().utilization(netlist.cells(), SYNTHESIZED_FLAT);
    assertTrue(took.luts() > 200 && took.used(Resource.BRAM) > 2, took::toString);
    assertEquals(device.dsps() > 0, took.dsps() > 0, took::toString);

    assertEquals(
        Optional.empty(), firstDifference(network, images, simulate(netlist, images)), part);

    flipLowestBit(netlist.directory().resolve(Netlist.VERILOG), memory, contents);

    BitExactness.Difference difference =
        firstDifference(network, images, simulate(netlist, images)).orElseThrow();
    assertEquals("classifier", difference.node());
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
