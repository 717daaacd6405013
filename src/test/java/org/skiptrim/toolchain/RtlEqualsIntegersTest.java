package org.skiptrim.toolchain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.rtl.RtlDesign;
import org.skiptrim.rtl.TopModuleWriter;
import org.skiptrim.storage.ProgressListener;

/** Random networks in hardware, compared with the interpreter in every value of every layer. */
class RtlEqualsIntegersTest {
  private static final int NETWORKS = Integer.getInteger("skiptrim.networks", 12);
  private static Verilator verilator;

  @TempDir Path directory;

  @BeforeAll
  static void findVerilator() throws Exception {
    verilator = new Verilator(Tools.ofThisMachine().require(Tool.VERILATOR, notice -> {}));
  }

  static LongStream seeds() {
    return LongStream.range(
        Long.getLong("skiptrim.seed", 0), Long.getLong("skiptrim.seed", 0) + NETWORKS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void simulate_randomNetwork(long seed) throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
    Folding folding = Folding.forCycles(network, 4000);
    DataflowGraph graph = DataflowLowering.lower(network, folding);
    RtlDesign design = TopModuleWriter.write(graph, directory);
    List<long[]> images = RandomQuantizedNetworks.images(network, seed, 3);
    long t = System.nanoTime();
    Simulator simulator = verilator.build(graph, design, Verilator.Tracing.ALL_NODES);
    long t2 = System.nanoTime();
    SimulationResult result = simulator.run(images, ProgressListener.SILENT);
    System.err.println(
        seed
            + " build "
            + (t2 - t) / 1000000
            + " run "
            + (System.nanoTime() - t2) / 1000000
            + " bound "
            + graph.cyclesPerFrame()
            + " is "
            + result.cyclesPerFrame()
            + " first "
            + result.firstFrameCycles()
            + " skips "
            + graph.skips());
    IntegerInterpreter interpreter = new IntegerInterpreter(network);
    for (int i = 0; i < images.size(); i++) {
      assertEquals(
          Optional.empty(),
          BitExactness.firstDifference(
              network.network(), interpreter.trace(images.get(i)), result.traces().get(i)),
          "seed " + seed + ", image " + i + "\n" + network.network());
    }
  }
}
