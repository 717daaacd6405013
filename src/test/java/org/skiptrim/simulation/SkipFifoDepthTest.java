package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.hardware.DataflowGraph;
import org.skiptrim.hardware.DataflowLowering;
import org.skiptrim.hardware.Folding;
import org.skiptrim.hardware.Memories;
import org.skiptrim.hardware.SkipBuffer;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.RandomQuantizedNetworks.Branch;

/** Simulation agrees with the computed depths of identity skips' FIFOs. */
class SkipFifoDepthTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void run_depths_minimumIsExactAndDepthUsedIsFast(Branch branch) throws Exception {
    QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(5, branch);
    DataflowGraph graph =
        DataflowLowering.lower(network, Folding.forCycles(network, 4000), Memories.USUAL);
    SkipBuffer skip =
        graph.skips().stream().filter(s -> s.add().equals("skip.add")).findFirst().orElseThrow();
    List<long[]> images = RandomQuantizedNetworks.images(network, 5, 4);

    SimulatedNetwork asSized = SimulatedNetwork.build(network, graph, directory.resolve("sized"));
    assertEquals(graph.cyclesPerFrame(), asSized.run(images).cyclesPerFrame().orElseThrow());

    SimulatedNetwork least = withDepth(network, graph, skip.fifo(), skip.minimumBeats());
    assertEquals(Optional.empty(), least.firstDifference(images, least.run(images)));

    SimulatedNetwork tooLittle = withDepth(network, graph, skip.fifo(), skip.minimumBeats() - 1);
    Deadlock deadlock = assertThrows(Deadlock.class, () -> tooLittle.run(images));
    assertTrue(deadlock.getMessage().contains("fork_skip"), deadlock.getMessage());
  }

  private SimulatedNetwork withDepth(
      QuantizedNetwork network, DataflowGraph graph, String fifo, int depth) throws Exception {
    Path folder = directory.resolve("depth" + depth);
    return SimulatedNetwork.build(network, graph.withFifoDepth(fifo, depth), folder);
  }
}
