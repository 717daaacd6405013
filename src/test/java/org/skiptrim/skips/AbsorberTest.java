package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;

class AbsorberTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);

  private static final int NETWORKS = 30;

  private static Network<RealOp> network(Shortcut shortcut, Random random) {
    int first = 2 + random.nextInt(4);
    int[] widths = {first, first + random.nextInt(5)};
    Shape image = new Shape(3, 5 + random.nextInt(5), 5 + random.nextInt(5));
    return ResNets.resNet(1 + random.nextInt(2), widths, shortcut, Block.BASIC, image, 5);
  }

  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void absorbAll_randomNetworks_changesNoLogit(Shortcut shortcut) {
    Random random = new Random(5);
    for (int i = 0; i < NETWORKS; i++) {
      TrainedNetwork before = Executed.random(network(shortcut, random), random);
      TrainedNetwork after = Absorber.absorbAll(before);
      assertFalse(
          after.network().nodes().stream().anyMatch(node -> node.op() instanceof RealOp.Add));
      assertEquals(after.network(), Absorber.absorbAll(before.network()));
      double difference = Executed.difference(before, after);
      assertTrue(difference < Executed.TOLERANCE, "network %d: %s".formatted(i, difference));
    }
  }

  /** The control: with one of the weights of 1 missing, the logits are others. */
  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void absorbAll_withoutOneOfItsOnes_changesTheLogits(Shortcut shortcut) {
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, shortcut, Block.BASIC, IMAGE, 5);
    TrainedNetwork before = new TrainedNetwork(network, Executed.randomized(network));
    TrainedNetwork after = Absorber.absorbAll(before);
    double[] weight = after.parameters().get("stage1.block1.1.conv", "weight").data().clone();
    int one = ((4 + 2) * 4 + 2) * 9 + 4; // output 2 of those that carry, its input, the centre
    assertEquals(1, weight[one]);
    weight[one] = 0;
    TrainedNetwork damaged =
        new TrainedNetwork(
            after.network(),
            after
                .parameters()
                .with("stage1.block1.1.conv", "weight", new Values(List.of(8, 4, 3, 3), weight)));
    assertTrue(Executed.difference(before, after) < Executed.TOLERANCE);
    assertTrue(Executed.difference(before, damaged) > 1e-3);
  }

  @Test
  void absorbAll_onlyTheFirstConvolutionOfABlockMakesMoreChannels() {
    Network<RealOp> plain = Absorber.absorbAll(ResNets.resNet(1, new int[] {4, 8}, IMAGE, 5));
    assertEquals(new Shape(4 + 4, 8, 8), plain.shape("stage1.block1.1.relu"));
    assertEquals(new Shape(4, 8, 8), plain.shape("stage1.block1.relu"));
    assertEquals(new Shape(8 + 4, 4, 4), plain.shape("stage2.block1.1.relu"));
    assertEquals(new Shape(8, 4, 4), plain.shape("stage2.block1.relu"));
    assertTrue(SkipConnection.in(plain).isEmpty());
    assertTrue(plain.find("stage2.block1.shortcut.conv").isEmpty());
  }

  /** 1×1, 3×3, 1×1: the channels go through all but the last. */
  @Test
  void absorbAll_threeConvolutions_changesNoLogit() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("fork", new RealOp.Relu(), "x");
    String at = "fork";
    int[] kernels = {1, 3, 1};
    for (int i = 0; i < kernels.length; i++) {
      int kernel = kernels[i];
      at = builder.add("c" + i, conv(3, kernel, 1, kernel / 2), at);
      at = builder.add("n" + i, new RealOp.BatchNorm(1e-5), at);
      at = i < 2 ? builder.add("r" + i, new RealOp.Relu(), at) : at;
    }
    end(builder, at, "fork");
    TrainedNetwork before = Executed.random(builder.build(), new Random(6));
    TrainedNetwork after = Absorber.absorbAll(before);
    assertEquals(6, after.network().shape("r1").channels());
    assertArrayEquals(Executed.logits(before), Executed.logits(after), 1e-5);
  }

  /** With one convolution there is no ReLU to pass, and so no need of channels or signs. */
  @Test
  void absorbAll_oneConvolutionThatMayReadNegatives_changesNoLogit() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("c", conv(3, 3, 1, 1), "x");
    builder.add("n", new RealOp.BatchNorm(1e-5), "c");
    end(builder, "n", "x");
    TrainedNetwork before = Executed.random(builder.build(), new Random(7));
    TrainedNetwork after = Absorber.absorbAll(before);
    assertEquals(before.network().node("c"), after.network().node("c"));
    assertArrayEquals(Executed.logits(before), Executed.logits(after), 1e-5);
  }

  @Test
  void absorbAll_reluBeforeTheAdd_isRefused() {
    assertRefused(
        ResNets.resNet(1, new int[] {4}, Shortcut.PROJECTION, Block.RELU_BEFORE_ADD, IMAGE, 5),
        "the skip to 'stage1.block1.add' cannot be absorbed: its branch ends with"
            + " 'stage1.block1.2.relu', a Relu, and not with a convolution and a batch norm, so"
            + " that no convolution can do the adding");
  }

  @Test
  void absorbAll_forkThatMayBeNegative_isRefused() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    assertRefused(
        end(builder, twoConvolutions(builder, "x", conv(3, 3, 1, 1)), "x"),
        "the skip to 'y' cannot be absorbed: 'x' may be negative, and the ReLU 'r' on its branch"
            + " would cut that off");
  }

  @Test
  void absorbAll_convolutionWithoutTheRightTap_isRefused() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("fork", new RealOp.Relu(), "x");
    assertRefused(
        end(builder, twoConvolutions(builder, "fork", conv(3, 1, 1, 1)), "fork"),
        "the skip to 'y' cannot be absorbed: 'a' has no tap that sees the pixels of its input one"
            + " by one");
  }

  @Test
  void absorbAll_reluOnTheSkip_isRefused() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("fork", new RealOp.Relu(), "x");
    builder.add("s", new RealOp.Relu(), "fork");
    assertRefused(
        end(builder, twoConvolutions(builder, "fork", conv(3, 3, 1, 1)), "s"),
        "the skip to 'y' cannot be absorbed: 's' is on it, and only 1x1 convolutions, batch norms"
            + " and zero-pad shortcuts can be weights of a convolution");
  }

  private static RealOp.Conv2d conv(int outputs, int kernel, int stride, int padding) {
    return new RealOp.Conv2d(outputs, kernel, stride, padding, Optional.empty());
  }

  /** a, ReLU, b and its norm; b makes the extents what they were if a made them larger. */
  private static String twoConvolutions(
      NetworkBuilder<RealOp> builder, String from, RealOp.Conv2d first) {
    builder.add("a", first, from);
    builder.add("r", new RealOp.Relu(), "a");
    builder.add("b", conv(3, 3, 1, first.kernel() == 3 ? 1 : 0), "r");
    return builder.add("n", new RealOp.BatchNorm(1e-5), "b");
  }

  private static Network<RealOp> end(NetworkBuilder<RealOp> builder, String branch, String skip) {
    builder.add("y", new RealOp.Add(), branch, skip);
    builder.add("pool", new RealOp.GlobalAveragePool(), "y");
    builder.add("classifier", new RealOp.Dense(5, Optional.empty()), "pool");
    return builder.build();
  }

  private static void assertRefused(Network<RealOp> network, String message) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Absorber.absorbAll(network));
    assertEquals(message, e.getMessage());
  }
}
