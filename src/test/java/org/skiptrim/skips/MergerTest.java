package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;

class MergerTest {
  private static final int NETWORKS = 20;

  private static Network<RealOp> network(Shortcut shortcut) {
    return ResNets.resNet(2, new int[] {4, 8}, shortcut, Block.BASIC, new Shape(3, 8, 8), 5);
  }

  @Test
  void shorten_endsEachSkipBeforeTheRelu() {
    Network<RealOp> learned = Treatment.SHORTEN_TO_MERGE.applyToAll(network(Shortcut.PROJECTION));
    assertEquals(
        List.of("stage1.block1.1.norm", "stem.relu"),
        learned.node("stage1.block1.1.norm.add").inputs());
    assertEquals("stage1.block1.1.norm.add", learned.node("stage1.block1.1.relu").input());
    assertEquals(
        List.of("stage1.block1.2.norm", "stage1.block1.1.relu"),
        learned.node("stage1.block1.add").inputs());
    assertEquals(8, SkipConnection.in(learned).size());
  }

  /** As large as one whose skips were removed, and with the same nodes. */
  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void merge_randomNetworks_leavesThePlainNetworkAndChangesNoLogit(Shortcut shortcut) {
    Random random = new Random(8);
    Network<RealOp> network = network(shortcut);
    Network<RealOp> learned = Treatment.SHORTEN_TO_MERGE.applyToAll(network);
    for (int i = 0; i < NETWORKS; i++) {
      TrainedNetwork before = Executed.random(learned, random);
      TrainedNetwork after = Merger.merge(before);
      assertEquals(Treatment.REMOVE.applyToAll(network), after.network());
      double difference = Executed.difference(before, after);
      assertTrue(difference < Executed.TOLERANCE, "network %d: %s".formatted(i, difference));
    }
  }

  /** The control: with one weight of an identity missing, the logits are others. */
  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void merge_withoutOneOfItsOnes_changesTheLogits(Shortcut shortcut) {
    Network<RealOp> learned = Treatment.SHORTEN_TO_MERGE.applyToAll(network(shortcut));
    TrainedNetwork before = new TrainedNetwork(learned, Executed.randomized(learned));
    TrainedNetwork after = Merger.merge(before);
    Values weight = after.parameters().get("stage1.block2.1.conv", "weight");
    double[] damaged = weight.data().clone();
    damaged[(2 * 4 + 2) * 9 + 4] -= 1; // output 2, input 2, the centre
    assertTrue(
        Executed.difference(
                before,
                new TrainedNetwork(
                    after.network(),
                    after
                        .parameters()
                        .with(
                            "stage1.block2.1.conv", "weight", new Values(weight.shape(), damaged))))
            > 1e-3);
  }
}
