package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;

class SkipperTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);

  @Test
  void in_resNet_findsEverySkipFrontToBack() {
    Network<RealOp> network = ResNets.resNet(2, new int[] {4, 8}, IMAGE, 5);
    assertEquals(
        List.of(
            new SkipConnection(
                "stage1.block1.add", "stem.relu", "stage1.block1.2.norm", "stem.relu"),
            new SkipConnection(
                "stage1.block2.add",
                "stage1.block1.relu",
                "stage1.block2.2.norm",
                "stage1.block1.relu"),
            new SkipConnection(
                "stage2.block1.add",
                "stage1.block2.relu",
                "stage2.block1.2.norm",
                "stage2.block1.shortcut.norm"),
            new SkipConnection(
                "stage2.block2.add",
                "stage2.block1.relu",
                "stage2.block2.2.norm",
                "stage2.block1.relu")),
        SkipConnection.in(network));
  }

  @Test
  void in_networkWithTheSkipNamedFirst_findsTheSamePaths() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("f", new RealOp.Conv2d(3, 3, 1, 1, Optional.empty()), "x");
    builder.add("y", new RealOp.Add(), "x", "f");
    assertEquals(
        List.of(new SkipConnection("y", "x", "f", "x")), SkipConnection.in(builder.build()));
  }

  @Test
  void in_twoEqualBranches_findsNoSkip() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("f", new RealOp.Conv2d(3, 3, 1, 1, Optional.empty()), "x");
    builder.add("g", new RealOp.Conv2d(3, 3, 1, 1, Optional.empty()), "x");
    builder.add("y", new RealOp.Add(), "f", "g");
    assertTrue(SkipConnection.in(builder.build()).isEmpty());
  }

  @Test
  void remove_projectionSkip_dropsTheProjectionAndNothingElse() {
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, IMAGE, 5);
    SkipConnection projection = SkipConnection.in(network).get(1);
    Network<RealOp> without = Skipper.remove(network, projection);
    assertTrue(without.find("stage2.block1.shortcut.conv").isEmpty());
    assertTrue(without.find("stage2.block1.shortcut.norm").isEmpty());
    assertTrue(without.find("stage2.block1.add").isEmpty());
    assertEquals(network.nodes().size() - 3, without.nodes().size());
    assertEquals("stage2.block1.2.norm", without.node("stage2.block1.relu").input());
  }

  @Test
  void remove_all_leavesAPlainChain() {
    Network<RealOp> network = ResNets.resNet(3, new int[] {4, 8}, IMAGE, 5);
    while (!SkipConnection.in(network).isEmpty()) {
      network = Skipper.remove(network, SkipConnection.in(network).get(0));
    }
    for (var node : network.nodes()) {
      assertFalse(node.op() instanceof RealOp.Add);
      assertTrue(network.readers(node.name()).size() <= 1, node.name());
    }
  }

  /** Where the skip carries nothing, the network computes the same without it. */
  @Test
  void remove_skipThatCarriesZeros_changesNoLogit() {
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, IMAGE, 5);
    SkipConnection projection = SkipConnection.in(network).get(1);
    Parameters parameters = Executed.randomized(network);
    String norm = projection.skip();
    parameters =
        parameters
            .with(norm, "weight", Values.vector(new double[8]))
            .with(norm, "bias", Values.vector(new double[8]));
    TrainedNetwork before = new TrainedNetwork(network, parameters);
    Network<RealOp> without = Skipper.remove(network, projection);
    TrainedNetwork after = new TrainedNetwork(without, parameters.restrictedTo(without));
    assertArrayEquals(Executed.logits(before), Executed.logits(after), 1e-6);
  }

  /** The control: a skip that carries something is missed. */
  @Test
  void remove_skipThatCarriesSomething_changesTheLogits() {
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, IMAGE, 5);
    Parameters parameters = Executed.randomized(network);
    Network<RealOp> without = Skipper.remove(network, SkipConnection.in(network).get(0));
    double[] before = Executed.logits(new TrainedNetwork(network, parameters));
    double[] after = Executed.logits(new TrainedNetwork(without, parameters.restrictedTo(without)));
    assertTrue(Math.abs(before[0] - after[0]) > 1e-3);
  }

  @Test
  void in_zeroPadShortcuts_areStillTheSkip() {
    Network<RealOp> network =
        ResNets.resNet(1, new int[] {4, 8}, Shortcut.ZERO_PAD, Block.BASIC, IMAGE, 5);
    SkipConnection second = SkipConnection.in(network).get(1);
    assertEquals("stage2.block1.shortcut", second.skip());
    Network<RealOp> without = Skipper.remove(network, second);
    assertTrue(without.find("stage2.block1.shortcut").isEmpty());
  }

  @Test
  void in_reluBeforeAdd_findsEverySkip() {
    Network<RealOp> network =
        ResNets.resNet(2, new int[] {4, 8}, Shortcut.PROJECTION, Block.RELU_BEFORE_ADD, IMAGE, 5);
    List<SkipConnection> skips = SkipConnection.in(network);
    assertEquals(4, skips.size());
    assertEquals(
        new SkipConnection(
            "stage1.block2.add", "stage1.block1.add", "stage1.block2.2.relu", "stage1.block1.add"),
        skips.get(1));
  }
}
