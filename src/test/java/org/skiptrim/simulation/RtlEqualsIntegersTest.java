package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.MemoryStyles;
import org.skiptrim.hardware.RandomFoldings;
import org.skiptrim.hardware.Styles;
import org.skiptrim.hardware.Unit;
import org.skiptrim.hardware.UnitInstance;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.Seeds;
import org.skiptrim.simulation.SharedSimulation.Conditions;

/**
 * Networks in hardware equal the interpreter in every value of every layer, however the beats come,
 * wait and are taken, and after a reset in the middle of an image. {@code -Dskiptrim.networks=100}
 * tries more of them, {@code -Dskiptrim.seed=17} begins with another.
 */
@Execution(CONCURRENT)
class RtlEqualsIntegersTest {
  private static final int NETWORKS = Integer.getInteger("skiptrim.networks", 30);
  private static final long FIRST_SEED = Long.getLong("skiptrim.seed", 0);

  /** In one simulation. */
  private static final int TOGETHER = 15;

  /** An image's; the slowest design decides how long all of them run. */
  private static final int MOST_CYCLES = 4000;

  /** Makes a network whose strides drop trailing pixels, which come later than the logits. */
  private static final long TRAILING_PIXELS = 221;

  /** Makes a network whose narrow image's last windows are far from the next one's first. */
  private static final long NARROW_STRIDE = 1010;

  @TempDir Path directory;

  /** Kinds of random networks. */
  private enum Kind {
    SMALL(NETWORKS, RandomQuantizedNetworks::small),
    /** Types of up to 24 bits, whose products need more than 64. */
    WIDE(4, RandomQuantizedNetworks::wide),
    /** A type for each layer. */
    MIXED(6, RandomQuantizedNetworks::mixed),
    /** Shortcuts without parameters. */
    ZERO_PAD(8, RandomQuantizedNetworks::zeroPadShortcut),
    /** Kernels of up to 7, one-sided paddings, pools. */
    WINDOWS(Integer.getInteger("skiptrim.windows", 16), RandomQuantizedNetworks::windows);

    private final int count;
    private final LongFunction<QuantizedNetwork> network;

    Kind(int count, LongFunction<QuantizedNetwork> network) {
      this.count = count;
      this.network = network;
    }

    Stream<Candidate> candidates() {
      return LongStream.range(FIRST_SEED, FIRST_SEED + count)
          .mapToObj(seed -> new Candidate(this, seed));
    }
  }

  /** A network, balanced if its seed is even, and otherwise with a random folding. */
  private record Candidate(Kind kind, long seed) {
    private static final List<HardwareStyle> STYLES =
        List.of(Styles.TAPPED, Styles.FORKED, Styles.CHEAPEST);

    boolean isBalanced() {
      return seed % 2 == 0;
    }

    SharedDesign design() {
      QuantizedNetwork network = kind.network.apply(seed);
      HardwareStyle style = STYLES.get((int) (seed % STYLES.size()));
      DataflowGraph graph;
      Random random = Seeds.random(seed);
      do {
        Folding folding =
            isBalanced()
                ? Folding.forCycles(network, MOST_CYCLES)
                : RandomFoldings.of(network, random.nextLong());
        graph = DataflowLowering.lower(network, folding, style);
      } while (graph.cyclesPerFrame() > MOST_CYCLES);
      return SharedDesign.of(toString(), network, graph, true);
    }

    @Override
    public String toString() {
      return kind.name().toLowerCase(Locale.ROOT) + seed;
    }
  }

  static Stream<List<Candidate>> groups() {
    List<Candidate> all =
        Stream.concat(
                Arrays.stream(Kind.values()).flatMap(Kind::candidates),
                Stream.of(new Candidate(Kind.SMALL, NARROW_STRIDE)))
            .toList();
    // Each group has some of every kind, so that they take the same time.
    int groups = (all.size() + TOGETHER - 1) / TOGETHER;
    return IntStream.range(0, groups)
        .mapToObj(
            group ->
                IntStream.iterate(group, i -> i < all.size(), i -> i + groups)
                    .mapToObj(all::get)
                    .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void run_randomNetworks_everyValueEqual(List<Candidate> group) throws Exception {
    List<SharedDesign> designs = group.stream().map(Candidate::design).toList();
    SharedSimulation simulation = SharedSimulation.build(designs, directory);

    List<Ending> calm = simulation.run(new Conditions("calm", 5, 0, false));
    assertEveryValueEqual(calm);
    for (int i = 0; i < group.size(); i++) {
      if (group.get(i).isBalanced()) {
        long slowest = designs.get(i).graph().cyclesPerFrame();
        assertEquals(slowest, calm.get(i).cyclesPerFrame(), group.get(i) + " cycles a frame");
      }
    }
    assertEveryValueEqual(simulation.run(new Conditions("stalled", 3, 40, true)));
    assertFlippedWeightIsFound(simulation);
  }

  private static void assertFlippedWeightIsFound(SharedSimulation simulation) throws Exception {
    SharedDesign first = simulation.designs().get(0);
    UnitInstance convolution =
        first.graph().units().stream()
            .filter(instance -> instance.unit() instanceof Unit.MatrixVector)
            .findFirst()
            .orElseThrow();
    String file = convolution.memories().get(0).file();
    flipLowestBit(simulation.directory().resolve(first.name()).resolve(file), 0);

    List<Ending> endings = simulation.run(new Conditions("flipped", 1, 0, false));

    BitExactness.Difference difference = endings.get(0).firstDifference().orElseThrow();
    assertEquals(convolution.node(), difference.node());
    assertEveryValueEqual(endings.subList(1, endings.size()));
  }

  private static void assertEveryValueEqual(List<Ending> endings) throws Exception {
    for (Ending ending : endings) {
      String what = ending.design().name() + ":\n" + ending.design().network().network();
      assertEquals(Optional.empty(), ending.firstDifference(), what);
    }
  }

  @Test
  void run_trailingPixels_everyValueEqual() throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.small(TRAILING_PIXELS);
    Folding folding = RandomFoldings.of(network, TRAILING_PIXELS);
    DataflowGraph graph = DataflowLowering.lower(network, folding, Styles.TAPPED);
    List<long[]> images = RandomQuantizedNetworks.images(network, TRAILING_PIXELS, 4);

    SimulatedNetwork simulated = SimulatedNetwork.build(network, graph, directory);

    assertEquals(Optional.empty(), simulated.firstDifference(images, simulated.run(images)));
  }

  /** At nine cycles a pixel registers and converters of a branch count as much as its pixels. */
  @ParameterizedTest
  @ValueSource(longs = {73_728, 9_216})
  void run_resNet8_logitsEqualAtTheSlowestLayersPace(long cycles) throws Exception {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(8, 3), true);
    Folding folding = Folding.forCycles(network, cycles, new MemoryStyles(Device.named("xc7z020")));
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
