package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

class TrimmerTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);

  private static Network<RealOp> network(Shortcut shortcut) {
    return ResNets.resNet(1, new int[] {4, 8}, shortcut, Block.RELU_BEFORE_ADD, IMAGE, 5);
  }

  @Test
  void shorten_identitySkip_isAroundEachConvolution() {
    Network<RealOp> network = network(Shortcut.PROJECTION);
    Network<RealOp> shortened = Treatment.SHORTEN.apply(network, Trimmer.longSkips(network).get(0));
    assertEquals(
        List.of("stage1.block1.1.relu", "stem.relu"),
        shortened.node("stage1.block1.1.relu.add").inputs());
    assertEquals("stage1.block1.1.relu.add", shortened.node("stage1.block1.2.conv").input());
    assertEquals(
        List.of("stage1.block1.2.relu", "stage1.block1.1.relu.add"),
        shortened.node("stage1.block1.add").inputs());
    assertEquals(
        List.of("stage1.block1.1.relu.add", "stage1.block1.add", "stage2.block1.add"),
        SkipConnection.in(shortened).stream().map(SkipConnection::add).toList());
  }

  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void applyToAll_leavesNoLongSkip(Shortcut shortcut) {
    Network<RealOp> shortened = Treatment.SHORTEN.applyToAll(network(shortcut));
    assertTrue(Trimmer.longSkips(shortened).isEmpty());
    assertEquals(4, SkipConnection.in(shortened).size());
    assertEquals(network(shortcut).nodes().size() + 2, shortened.nodes().size()); // an add a block
  }

  /** Where both convolutions make nothing, either form hands the skip through. */
  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void shorten_branchOfZeros_changesNoLogit(Shortcut shortcut) {
    Network<RealOp> network = network(shortcut);
    Parameters parameters = Executed.randomized(network);
    for (String norm : new String[] {"stage2.block1.1.norm", "stage2.block1.2.norm"}) {
      parameters =
          parameters
              .with(norm, "weight", Values.vector(new double[8]))
              .with(norm, "bias", Values.vector(new double[8]));
    }
    Network<RealOp> shortened = Treatment.SHORTEN.apply(network, Trimmer.longSkips(network).get(1));
    assertArrayEquals(
        Executed.logits(new TrainedNetwork(network, parameters)),
        Executed.logits(new TrainedNetwork(shortened, parameters)),
        1e-6);
  }

  /** The control: where they make something, the second one sees the skip, too. */
  @Test
  void shorten_branchThatMakesSomething_changesTheLogits() {
    Network<RealOp> network = network(Shortcut.PROJECTION);
    Parameters parameters = Executed.randomized(network);
    Network<RealOp> shortened = Treatment.SHORTEN.applyToAll(network);
    double before = Executed.logits(new TrainedNetwork(network, parameters))[0];
    double after = Executed.logits(new TrainedNetwork(shortened, parameters))[0];
    assertTrue(Math.abs(before - after) > 1e-3);
  }

  @Test
  void shorten_shapeChangesAtTheSecondConvolution_isRefused() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("a", new RealOp.Conv2d(4, 3, 1, 1, Optional.empty()), "x");
    builder.add("b", new RealOp.Conv2d(8, 3, 2, 1, Optional.empty()), "a");
    builder.add("s", new RealOp.ZeroPadShortcut(8, 2), "x");
    builder.add("y", new RealOp.Add(), "b", "s");
    Network<RealOp> network = builder.build();
    SkipConnection skip = Trimmer.longSkips(network).get(0);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Treatment.SHORTEN.apply(network, skip));
    assertEquals(
        "the skip to 'y' cannot be shortened: 'a' has shape 4x8x8, the skip 8x4x4", e.getMessage());
  }
}
