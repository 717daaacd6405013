package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.device.Device;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.RandomFoldings;
import org.skiptrim.hardware.Styles;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

/**
 * Networks in hardware equal the interpreter in every value of every layer. {@code
 * -Dskiptrim.networks=100} tries more of them, {@code -Dskiptrim.seed=17} begins with another.
 */
@Execution(CONCURRENT)
class RtlEqualsIntegersTest {
  private static final int NETWORKS = Integer.getInteger("skiptrim.networks", 40);
  private static final long FIRST_SEED = Long.getLong("skiptrim.seed", 0);

  /** Makes a network whose strides drop trailing pixels, which come later than the logits. */
  private static final long TRAILING_PIXELS = 123;

  @TempDir Path directory;

  static LongStream seeds() {
    return LongStream.concat(
        LongStream.range(FIRST_SEED, FIRST_SEED + NETWORKS), LongStream.of(TRAILING_PIXELS));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void run_randomNetwork_everyValueEqual(long seed) throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
    boolean balanced = seed % 2 == 0;
    Folding folding =
        balanced ? Folding.forCycles(network, 4000) : RandomFoldings.of(network, seed);
    DataflowGraph graph =
        DataflowLowering.lower(network, folding, seed % 4 < 2 ? Styles.TAPPED : Styles.FORKED);
    List<long[]> images = RandomQuantizedNetworks.images(network, seed, 4);
    String what = "seed " + seed + ":\n" + network.network();

    SimulatedNetwork simulated = SimulatedNetwork.build(network, graph, directory);
    SimulationResult result = simulated.run(images);

    assertEquals(Optional.empty(), simulated.firstDifference(images, result), what);
    if (balanced) {
      assertEquals(graph.cyclesPerFrame(), result.cyclesPerFrame().orElseThrow(), what);
    }
  }

  /** Types of up to 24 bits, whose products need more than 64. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3})
  void run_wideTypes_everyValueEqual(long seed) throws Exception {
    assertEveryValueEqual(RandomQuantizedNetworks.wide(seed), seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5})
  void run_aTypeForEachLayer_everyValueEqual(long seed) throws Exception {
    assertEveryValueEqual(RandomQuantizedNetworks.mixed(seed), seed);
  }

  /** Shortcuts without parameters, balanced and with random foldings. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
  void run_zeroPadShortcut_everyValueEqual(long seed) throws Exception {
    assertEveryValueEqual(RandomQuantizedNetworks.zeroPadShortcut(seed), seed);
  }

  private void assertEveryValueEqual(QuantizedNetwork network, long seed) throws Exception {
    Folding folding =
        seed % 2 == 0 ? Folding.forCycles(network, 4000) : RandomFoldings.of(network, seed);
    DataflowGraph graph = DataflowLowering.lower(network, folding, Styles.TAPPED);
    List<long[]> images = RandomQuantizedNetworks.images(network, seed, 4);
    SimulatedNetwork simulated = SimulatedNetwork.build(network, graph, directory);
    SimulationResult result = simulated.run(images);
    String what = "seed " + seed + ":\n" + network.network();
    assertEquals(Optional.empty(), simulated.firstDifference(images, result), what);
  }

  /** At nine cycles a pixel registers and converters of a branch count as much as its pixels. */
  @ParameterizedTest
  @ValueSource(longs = {73_728, 9_216})
  void run_resNet8_logitsEqualAtTheSlowestLayersPace(long cycles) throws Exception {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(8, 3), true);
    Folding folding = Folding.forCycles(network, cycles, Device.named("xc7z020"));
    DataflowGraph graph = DataflowLowering.lower(network, folding, Styles.TAPPED);
    List<long[]> images = RandomQuantizedNetworks.images(network, 1, 3);
    boolean inTwoParts = graph.units().stream().anyMatch(unit -> unit.memories().size() == 2);
    assertTrue(inTwoParts, "3×3 weights are 9 · 2^k words: 1,152 are 1,024 in block RAM and a few");

    SimulationResult result = SimulatedNetwork.build(network, graph, directory).run(images);

    IntegerInterpreter interpreter = new IntegerInterpreter(network);
    for (int i = 0; i < images.size(); i++) {
      assertArrayEquals(interpreter.logits(images.get(i)), result.logits().get(i));
    }
    assertEquals(cycles, result.cyclesPerFrame().orElseThrow());
  }

  @Test
  void firstDifference_oneWeightBitFlipped_namesThatLayer() throws Exception {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            3, 8, new int[] {4, 6, 8}, new Shape(3, 8, 8), FixedPoint.signed(4, 2), true);
    DataflowGraph graph =
        DataflowLowering.lower(network, Folding.forCycles(network, 4000), Styles.TAPPED);
    List<long[]> images = RandomQuantizedNetworks.images(network, 3, 1);
    SimulatedNetwork simulated = SimulatedNetwork.build(network, graph, directory);
    SimulationResult result = simulated.run(images);
    assertEquals(Optional.empty(), simulated.firstDifference(images, result));
    assertEquals(Optional.empty(), result.cyclesPerFrame(), "one image has no distance");

    flipLowestBit(directory.resolve("stage2_block1_2_conv_weights.mem"), 5);

    BitExactness.Difference difference =
        simulated.firstDifference(images, simulated.run(images)).orElseThrow();
    assertEquals("stage2.block1.2.conv", difference.node());
  }

  private static void flipLowestBit(Path memory, int word) throws Exception {
    List<String> words = new ArrayList<>(Files.readAllLines(memory));
    String old = words.get(word);
    String flipped = new BigInteger(old, 16).flipBit(0).toString(16);
    words.set(word, "0".repeat(old.length() - flipped.length()) + flipped);
    Files.write(memory, words);
  }
}
