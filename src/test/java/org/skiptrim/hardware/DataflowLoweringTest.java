package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class DataflowLoweringTest {
  private static DataflowGraph resNet8(boolean skips, HardwareStyle style) {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(8, 3), skips);
    return DataflowLowering.lower(network, Folding.forCycles(network, 147_456), style);
  }

  private static Map<String, Long> unitsByModule(DataflowGraph graph) {
    return graph.units().stream()
        .collect(Collectors.groupingBy(unit -> unit.unit().module(), Collectors.counting()));
  }

  @Test
  void lower_resNet8_unitsOfEachKind() {
    Map<String, Long> units = unitsByModule(resNet8(true, Styles.FORKED));
    assertEquals(9, units.get("matrix_vector"));
    assertEquals(11, units.get("sliding_window"), "one a convolution, and two that discard");
    assertEquals(9, units.get("requantize"));
    assertEquals(3, units.get("residual_add"));
    assertEquals(3, units.get("stream_fork"));
    assertEquals(3, units.get("skip_fifo"));
    assertEquals(1, units.get("dense"));
  }

  /** Of stride 2, too: the window's centre is the pixel that a shortcut keeps. */
  @Test
  void lower_resNet8OutOfLineBuffers_noForkAndNothingToDiscard() {
    DataflowGraph graph = resNet8(true, Styles.TAPPED);
    Map<String, Long> units = unitsByModule(graph);
    assertEquals(3, units.get("tapped_window"));
    assertEquals(4 + 2, units.get("sliding_window"), "two are of 1×1 projections");
    assertFalse(units.containsKey("stream_fork"));
    assertEquals(2, ((Unit.TappedWindow) graph.unit("stage1_block1_1_conv_window").unit()).tap());
    assertEquals(1, ((Unit.TappedWindow) graph.unit("stage2_block1_1_conv_window").unit()).tap());
    assertTrue(
        graph.skipFifoBits() * 3 < resNet8(true, Styles.FORKED).skipFifoBits(),
        () -> graph.skips().toString());
  }

  @Test
  void lower_withoutSkips_noForkFifoOrAdd() {
    DataflowGraph graph = resNet8(false, Styles.TAPPED);
    Map<String, Long> units = unitsByModule(graph);
    assertTrue(
        units.keySet().stream()
            .noneMatch(Set.of("stream_fork", "skip_fifo", "residual_add")::contains));
    assertEquals(0, graph.skipFifoBits());
  }

  @Test
  void lower_weights_standInWindowOrder() {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {4, 4, 4}, new Shape(3, 6, 6), FixedPoint.signed(8, 3), true);
    DataflowGraph graph =
        DataflowLowering.lower(
            network, Folding.forCycles(network, 4 * 36 * 9 * 3 / 6), Styles.TAPPED);
    UnitInstance matrix = graph.unit("stem_conv_matrix");
    Unit.MatrixVector unit = (Unit.MatrixVector) matrix.unit();
    assertEquals(List.of(2, 3), List.of(unit.pe(), unit.simd()));
    long[] weight = network.integers().get("stem.conv", "weight").toLongs();
    // Word of·Beats + beat for of = 1, beat = 5 (ky 1, kx 2), lane p = 1 (output 3), s = 2.
    long expected = weight[((3 * 3 + 2) * 3 + 1) * 3 + 2];
    long word = matrix.memories().get(0).words().get(1 * 9 + 5).longValueExact();
    assertEquals(expected, (byte) (word >> ((1 * 3 + 2) * 8)));
  }

  @Test
  void lower_randomNetworksAndFoldings_everyPortIsConnectedOnceAndWidthsAgree() {
    for (long seed = 0; seed < 60; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
      DataflowGraph graph =
          DataflowLowering.lower(network, RandomFoldings.of(network, seed), Styles.TAPPED);
      Set<Port> ends = new HashSet<>();
      for (Stream stream : graph.streams()) {
        assertTrue(ends.add(stream.from()), "seed " + seed + ": " + stream);
        assertTrue(ends.add(stream.to()), "seed " + seed + ": " + stream);
      }
      for (UnitInstance instance : graph.units()) {
        long ports = ends.stream().filter(p -> p.instance().equals(instance.name())).count();
        int expected =
            instance.unit() instanceof Unit.StreamFork
                    || instance.unit() instanceof Unit.TappedWindow
                    || instance.unit() instanceof Unit.ResidualAdd
                ? 3
                : 2;
        assertEquals(expected, ports, "seed " + seed + ": " + instance);
        if (instance.unit() instanceof Unit.WidthConverter converter) {
          int wide = Math.max(converter.inputLanes(), converter.outputLanes());
          int thin = Math.min(converter.inputLanes(), converter.outputLanes());
          assertEquals(0, wide % thin, "seed " + seed + ": " + instance);
        }
      }
    }
  }

  @Test
  void lower_nodeReadByThree_chainsForksWithTheSkipLast() {
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    FixedPoint type = FixedPoint.signed(4, 2);
    builder.add("input", new IntegerOp.Input(new Shape(1, 3, 3)));
    for (String name : List.of("a", "b")) {
      builder.add(name, new IntegerOp.Conv2d(1, 1, 1, 0, type), "input");
      builder.add(name + "q", new IntegerOp.Requantize(0, false, type), name);
    }
    builder.add("sum", new IntegerOp.Add(), "aq", "input");
    builder.add("sumq", new IntegerOp.Narrow(false, type), "sum");
    builder.add("all", new IntegerOp.Add(), "sumq", "bq");
    builder.add("allq", new IntegerOp.Narrow(false, type), "all");
    Map<String, Values> weight = Map.of("weight", new Values(List.of(1, 1, 1, 1), new double[1]));
    Map<String, Values> constants = Map.of("scale", Values.vector(1), "bias", Values.vector(0));
    Parameters parameters =
        new Parameters(Map.of("a", weight, "b", weight, "aq", constants, "bq", constants));
    QuantizedNetwork network = new QuantizedNetwork(builder.build(), parameters, type, 1);

    DataflowGraph graph =
        DataflowLowering.lower(network, Folding.forCycles(network, 9), Styles.TAPPED);

    assertEquals(2, unitsByModule(graph).get("stream_fork"));
    assertEquals(2, graph.skips().size());
    Stream toSkip =
        graph.streams().stream()
            .filter(stream -> stream.to().instance().equals("sum_fifo"))
            .findFirst()
            .orElseThrow();
    assertEquals("input_fork_2", toSkip.from().instance());
  }

  @Test
  void lower_paddingBeyondKernel_namesNodeAndWhatThereIs() {
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    FixedPoint type = FixedPoint.signed(4, 2);
    builder.add("input", new IntegerOp.Input(new Shape(1, 5, 5)));
    builder.add("wide", new IntegerOp.Conv2d(1, 5, 1, 5, type), "input");
    builder.add("out", new IntegerOp.Requantize(0, false, type), "wide");
    Parameters parameters =
        new Parameters(
            Map.of(
                "wide", Map.of("weight", new Values(List.of(1, 1, 5, 5), new double[25])),
                "out", Map.of("scale", Values.vector(1), "bias", Values.vector(0))));
    QuantizedNetwork network = new QuantizedNetwork(builder.build(), parameters, type, 1);
    Folding folding = Folding.forCycles(network, 10_000);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> DataflowLowering.lower(network, folding, Styles.TAPPED))
            .getMessage();
    assertTrue(message.startsWith("node 'wide': the hardware library has no kernel of 5"), message);
  }
}
