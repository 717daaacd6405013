package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.RandomFoldings;
import org.skiptrim.hardware.SkipBuffer;
import org.skiptrim.hardware.Styles;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomSkipNetworks;
import org.skiptrim.quantization.Seeds;
import org.skiptrim.simulation.SharedSimulation.Conditions;

/**
 * Hundreds of random skip connections: the depths computed for their FIFOs keep the slowest layer's
 * pace, the minimum works whatever pauses there are, and a beat less than the least stops for ever.
 * {@code -Dskiptrim.networks=1000} tries more of them, {@code -Dskiptrim.seed=17} begins with
 * another.
 */
@Execution(CONCURRENT)
class RandomSkipFifosTest {
  private static final int NETWORKS = Integer.getInteger("skiptrim.networks", 200);
  private static final long FIRST_SEED = Long.getLong("skiptrim.seed", 0);

  /** In one simulation. */
  private static final int TOGETHER = 50;

  /** The slowest design decides how long all of them run. */
  private static final long MOST_CYCLES = 600;

  private static final List<HardwareStyle> STYLES =
      List.of(Styles.TAPPED, Styles.FORKED, Styles.CHEAPEST);

  @TempDir Path directory;

  static LongStream firstSeeds() {
    return LongStream.iterate(FIRST_SEED, s -> s < FIRST_SEED + NETWORKS, s -> s + TOGETHER);
  }

  @ParameterizedTest(name = "from seed {0} on")
  @MethodSource("firstSeeds")
  void run_randomSkips_depthsAreAsComputed(long firstSeed) throws Exception {
    List<SharedDesign> designs = new ArrayList<>();
    long end = Math.min(firstSeed + TOGETHER, FIRST_SEED + NETWORKS);
    for (long seed = firstSeed; seed < end; seed++) {
      designs.add(design("skip" + seed, seed, RandomSkipNetworks.of(seed)));
    }
    designs.add(design("plain" + firstSeed, firstSeed, RandomSkipNetworks.skipless(firstSeed)));
    SharedSimulation simulation = SharedSimulation.build(designs, directory);

    assertEquals(List.of(), wrongAsSized(simulation));
    assertEquals(List.of(), wrongAtTheLeast(simulation));
    assertOneBeatLessStops(simulation);
    assertFewBeatsInFrontOfShortcutsStop(simulation);
  }

  static SharedDesign design(String name, long seed, QuantizedNetwork network) {
    Random random = Seeds.random(~seed);
    HardwareStyle style = STYLES.get(random.nextInt(STYLES.size()));
    DataflowGraph graph;
    do {
      graph = DataflowLowering.lower(network, folding(network, random), style);
    } while (graph.cyclesPerFrame() > MOST_CYCLES);
    return SharedDesign.of(name, network, graph, false);
  }

  private static Folding folding(QuantizedNetwork network, Random random) {
    // Nine cycles a pixel is what a 3×3 convolution takes at least.
    int pixels = network.network().shape(network.network().input().name()).pixels();
    return random.nextBoolean()
        ? RandomFoldings.of(network, random.nextLong())
        : Folding.forCycles(network, 9L * pixels * (1 + random.nextInt(3)));
  }

  private static List<String> wrongAsSized(SharedSimulation simulation) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Ending ending : simulation.run(new Conditions("sized", 8, 0, false))) {
      double slowest = ending.design().graph().cyclesPerFrame();
      ending.firstDifference().ifPresent(d -> wrong.add(ending.design().name() + ": " + d));
      if (Math.abs(ending.cyclesPerFrame() / slowest - 1) > 0.01) {
        wrong.add(
            "%s takes %.1f cycles a frame, its slowest layer %.0f"
                .formatted(ending.design().name(), ending.cyclesPerFrame(), slowest));
      }
    }
    return wrong;
  }

  /** Whether the minimum works: all FIFOs at once, with pauses everywhere and a reset. */
  private static List<String> wrongAtTheLeast(SharedSimulation simulation) throws Exception {
    List<DataflowGraph> least = new ArrayList<>();
    for (SharedDesign design : simulation.designs()) {
      DataflowGraph graph = design.graph();
      for (SkipBuffer skip : graph.skips()) {
        graph = graph.withFifoDepth(skip.fifo(), LeastDepth.thatWorks(graph, skip));
      }
      least.add(graph);
    }
    List<String> wrong = new ArrayList<>();
    for (Ending ending : simulation.run(new Conditions("least", 3, 40, true), least)) {
      try {
        ending.firstDifference().ifPresent(d -> wrong.add(ending.design().name() + ": " + d));
      } catch (Deadlock e) {
        wrong.add(ending.design().name() + ": " + e.getMessage());
      }
    }
    return wrong;
  }

  private static void assertOneBeatLessStops(SharedSimulation simulation) throws Exception {
    int most =
        simulation.designs().stream().mapToInt(d -> d.graph().skips().size()).max().orElse(0);
    for (int i = 0; i < most; i++) {
      int place = i;
      List<DataflowGraph> less =
          simulation.designs().stream()
              .map(SharedDesign::graph)
              .map(graph -> LeastDepth.oneBeatLess(graph, place))
              .toList();
      List<Ending> endings = simulation.run(new Conditions("less" + i, 2, 0, false), less);
      for (int k = 0; k < less.size(); k++) {
        if (!less.get(k).equals(simulation.designs().get(k).graph())) {
          String message = stop(endings.get(k));
          assertTrue(message.contains(lack(less.get(k).skips().get(i))), message);
        }
      }
    }
  }

  /** A shortcut has storage of its own, so how many beats are too few depends on it. */
  private static void assertFewBeatsInFrontOfShortcutsStop(SharedSimulation simulation)
      throws Exception {
    List<DataflowGraph> single = new ArrayList<>();
    for (SharedDesign design : simulation.designs()) {
      DataflowGraph graph = design.graph();
      for (SkipBuffer skip : graph.skips()) {
        graph = skip.identity() ? graph : graph.withFifoDepth(skip.fifo(), 1);
      }
      single.add(graph);
    }
    int stopped = 0;
    List<Ending> endings = simulation.run(new Conditions("single", 2, 0, false), single);
    for (int k = 0; k < single.size(); k++) {
      String message = stop(endings.get(k));
      if (!message.isEmpty()) {
        stopped++;
        assertTrue(
            single.get(k).skips().stream().anyMatch(skip -> message.contains(lack(skip))), message);
      }
    }
    assertTrue(stopped > 0, "no shortcut stops with a single beat");
  }

  /** What is said of a FIFO that is too small. */
  private static String lack(SkipBuffer skip) {
    return "FIFO %s of the skip to '%s' is full with %d beats and needs %d"
        .formatted(skip.fifo(), skip.add(), skip.beats(), skip.minimumBeats());
  }

  /** Why a design stopped; empty if it did not. */
  private static String stop(Ending ending) throws IOException {
    try {
      ending.files().frameCycles();
      return "";
    } catch (Deadlock e) {
      return ending.design().name() + ": " + e.getMessage();
    }
  }
}
