package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.hardware.HardwareStyle;
import org.skiptrim.hardware.SkipBuffer;
import org.skiptrim.hardware.Styles;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.RandomQuantizedNetworks.Branch;

/**
 * Simulation agrees with the computed depths of identity skips' FIFOs, each built as deep as that;
 * {@link RandomSkipFifosTest} tries many more by limiting what a FIFO takes.
 */
@Execution(CONCURRENT)
class SkipFifoDepthTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"TWO", "NESTED"})
  void run_depths_minimumIsExactAndDepthUsedIsFast(Branch branch) throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(5, branch);
    Folding folding = Folding.forCycles(network, 4000);
    assertMinimumIsExactAndDepthUsedIsFast(network, folding, Styles.FORKED, "fork_skip");
  }

  @ParameterizedTest
  @EnumSource(names = {"TWO"})
  void run_depthsOutOfTheLineBuffer_minimumIsExactAndDepthUsedIsFast(Branch branch)
      throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(5, branch);
    // In as many lanes as the addition: a converter in between would hold a beat, too.
    Folding balanced = Folding.forCycles(network, 4000);
    Map<String, Fold> folds = new HashMap<>(balanced.folds());
    Fold fold = folds.get("a.conv");
    int lanes = balanced.lanes(network.network().readers("skip.add").get(0).name());
    folds.put("a.conv", new Fold(Math.max(1, fold.products() / lanes), lanes));
    Folding folding = new Folding(folds, balanced.lanes());
    assertMinimumIsExactAndDepthUsedIsFast(network, folding, Styles.TAPPED, "window_skip");
  }

  private void assertMinimumIsExactAndDepthUsedIsFast(
      QuantizedNetwork network, Folding folding, HardwareStyle style, String waiting)
      throws Exception {
    DataflowGraph graph = DataflowLowering.lower(network, folding, style);
    SkipBuffer skip =
        graph.skips().stream().filter(s -> s.add().equals("skip.add")).findFirst().orElseThrow();
    List<long[]> images = RandomQuantizedNetworks.images(network, 5, 4);

    SimulatedNetwork asSized = SimulatedNetwork.build(network, graph, directory.resolve("sized"));
    assertEquals(graph.cyclesPerFrame(), asSized.run(images).cyclesPerFrame().orElseThrow());

    SimulatedNetwork least = withDepth(network, graph, skip.fifo(), skip.minimumBeats());
    assertEquals(Optional.empty(), least.firstDifference(images, least.run(images)));

    SimulatedNetwork tooLittle = withDepth(network, graph, skip.fifo(), skip.minimumBeats() - 1);
    Deadlock deadlock = assertThrows(Deadlock.class, () -> tooLittle.run(images));
    assertTrue(deadlock.getMessage().contains(waiting), deadlock.getMessage());
    String lack =
        "skip_add_fifo of the skip to 'skip.add' is full with %d beats and needs %d"
            .formatted(skip.minimumBeats() - 1, skip.minimumBeats());
    assertTrue(deadlock.getMessage().endsWith(lack), deadlock.getMessage());
  }

  private SimulatedNetwork withDepth(
      QuantizedNetwork network, DataflowGraph graph, String fifo, int depth) throws Exception {
    Path folder = directory.resolve("depth" + depth);
    return SimulatedNetwork.build(network, graph.withFifoDepth(fifo, depth), folder);
  }
}
