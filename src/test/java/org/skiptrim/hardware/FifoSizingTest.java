package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
import org.skiptrim.quantization.RandomQuantizedNetworks.Branch;

class FifoSizingTest {
  private static SkipPlan identity(Branch branch) {
    QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(1, branch);
    return FifoSizing.plan(network, Folding.forCycles(network, 4000), Styles.FORKED).stream()
        .filter(plan -> plan.add().equals("skip.add"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void plan_twoConvolutions_twoRowsAndThreePixelsLessOneBeat() {
    // 5×7 pixels of 4 channels in one lane; output pixel 0 needs pixels up to (2, 2).
    SkipPlan plan = identity(Branch.TWO);
    assertEquals((2 * 7 + 3) * 4 - 1, plan.minimumBeats());
    assertTrue(plan.identity());
  }

  @Test
  void plan_bottleneck_onlyTheMiddleLooksAhead() {
    assertEquals((7 + 2) * 4 - 1, identity(Branch.BOTTLENECK).minimumBeats());
  }

  @Test
  void plan_skipInTheBranch_countsTheLongerWay() {
    assertEquals((2 * 7 + 3) * 4 - 1, identity(Branch.NESTED).minimumBeats());
  }

  @Test
  void plan_resNet8_fifosStandWhereTheyAreSmallest() {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(8, 3), true);
    Map<String, SkipPlan> plans =
        FifoSizing.plan(network, Folding.forCycles(network, 147_456), Styles.FORKED).stream()
            .collect(Collectors.toMap(SkipPlan::add, plan -> plan));
    SkipPlan identity = plans.get("stage1.block1.add");
    assertEquals((2 * 32 + 3) * 16 - 1, identity.minimumBeats());
    assertTrue(identity.beats() < (2 * 32 + 3 + 4) * 16, () -> identity.toString());
    // The branch needs pixels up to (3, 3); the stride keeps 16 of row 0 and 16 of row 2.
    SkipPlan projection = plans.get("stage2.block1.add");
    assertEquals(List.of("stage2.block1.shortcut.conv", 0), List.of(projection.reader(), 0));
    assertEquals(32 * 16, projection.minimumBeats());
  }

  @Test
  void plan_projectionToFewerBits_standsAfterIt() {
    QuantizedNetwork network = projection(8, 2);
    SkipPlan plan =
        FifoSizing.plan(network, Folding.forCycles(network, 10_000), Styles.FORKED).get(0);
    assertEquals("sum", plan.reader());
    assertEquals(1, plan.skipInput());
  }

  /** A window sends a pixel's beats one after the other, and a narrower shortcut would stop it. */
  @Test
  void plan_projectionToFewerBitsOutOfTheLineBuffer_standsAtTheWindow() {
    QuantizedNetwork network = projection(8, 2);
    SkipPlan plan =
        FifoSizing.plan(network, Folding.forCycles(network, 10_000), Styles.TAPPED).get(0);
    assertEquals(List.of("short", 0), List.of(plan.reader(), plan.readerInput()));
  }

  @Test
  void plan_projectionToMoreBits_standsBeforeIt() {
    QuantizedNetwork network = projection(2, 8);
    SkipPlan plan =
        FifoSizing.plan(network, Folding.forCycles(network, 10_000), Styles.FORKED).get(0);
    assertEquals("short", plan.reader());
  }

  private static QuantizedNetwork projection(int inputs, int outputs) {
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    builder.add("input", new IntegerOp.Input(new Shape(inputs, 6, 6)));
    convolution(builder, "long", "input", outputs, 3, 1);
    convolution(builder, "short", "input", outputs, 1, 0);
    builder.add("sum", new IntegerOp.Add(), "longq", "shortq");
    builder.add("out", new IntegerOp.Narrow(false, FixedPoint.signed(4, 2)), "sum");
    return network(builder, inputs, outputs);
  }

  private static void convolution(
      NetworkBuilder<IntegerOp> builder,
      String name,
      String x,
      int outputs,
      int kernel,
      int padding) {
    FixedPoint type = FixedPoint.signed(4, 2);
    builder.add(name, new IntegerOp.Conv2d(outputs, kernel, 1, padding, type), x);
    builder.add(name + "q", new IntegerOp.Requantize(0, false, type), name);
  }

  private static QuantizedNetwork network(
      NetworkBuilder<IntegerOp> builder, int inputs, int outputs) {
    Map<String, Values> constants =
        Map.of(
            "scale",
            Values.vector(new double[outputs]),
            "bias",
            Values.vector(new double[outputs]));
    Parameters parameters =
        new Parameters(
            Map.of(
                "long",
                Map.of("weight", zeros(outputs, inputs, 3)),
                "short",
                Map.of("weight", zeros(outputs, inputs, 1)),
                "longq",
                constants,
                "shortq",
                constants));
    return new QuantizedNetwork(builder.build(), parameters, FixedPoint.signed(4, 2), 1);
  }

  private static Values zeros(int outputs, int inputs, int kernel) {
    return new Values(
        List.of(outputs, inputs, kernel, kernel), new double[outputs * inputs * kernel * kernel]);
  }

  @Test
  void needs_windowsAtTheLowerEdge_waitForTheirPredecessors() {
    QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(1, Branch.TWO);
    int[] needs = new PixelNeeds(network.network(), "stem.norm").of("a.norm").orElseThrow();
    assertEquals(7 + 2, needs[0]);
    assertEquals(2 * 7, needs[6]);
    assertEquals(5 * 7, needs[4 * 7]);
    assertTrue(new PixelNeeds(network.network(), "b.conv").of("a.norm").isEmpty());
  }

  @Test
  void withFifoDepth_changesUnitAndReport() {
    QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(1, Branch.TWO);
    DataflowGraph graph =
        DataflowLowering.lower(network, Folding.forCycles(network, 4000), Styles.FORKED);
    DataflowGraph changed = graph.withFifoDepth("skip_add_fifo", 7);
    assertEquals(new Unit.SkipFifo(4, 7, 1), changed.unit("skip_add_fifo").unit());
    assertEquals(7 * 4, changed.skipFifoBits());
    assertThrows(IllegalArgumentException.class, () -> graph.withFifoDepth("nothing", 7));
  }
}
