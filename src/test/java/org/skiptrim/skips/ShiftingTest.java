package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

class ShiftingTest {
  private static final List<String> SKIPS = List.of("stage1.block1.add", "stage2.block1.add");

  private final Network<RealOp> network =
      ResNets.resNet(1, new int[] {4, 8}, new Shape(3, 8, 8), 5);
  private final Parameters parameters = Executed.randomized(network);

  private static Network<RealOp> faded(
      Network<RealOp> network, Treatment treatment, double weight) {
    Network<RealOp> faded = network;
    for (SkipConnection skip : treatment.targets(network)) {
      faded = treatment.fade(faded, skip, weight);
    }
    return faded;
  }

  private double[] logits(Network<RealOp> rewritten) {
    return Executed.logits(new TrainedNetwork(rewritten, parameters.restrictedTo(rewritten)));
  }

  /** At 1 nothing has changed, near 0 the short skips are as good as all there is. */
  @ParameterizedTest
  @EnumSource(
      value = Treatment.class,
      names = {"SHORTEN", "SHORTEN_TO_MERGE"})
  void fade_goesFromLongSkipsToShortOnes(Treatment treatment) {
    double[] longOnes = logits(network);
    double[] shortOnes = logits(treatment.applyToAll(network));
    assertArrayEquals(longOnes, logits(faded(network, treatment, 1)), 1e-6);
    assertArrayEquals(shortOnes, logits(faded(network, treatment, 1e-7)), 1e-5);
    double[] half = logits(faded(network, treatment, 0.5));
    assertTrue(Math.abs(half[0] - longOnes[0]) > 1e-3 && Math.abs(half[0] - shortOnes[0]) > 1e-3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Treatment.class,
      names = {"SHORTEN", "SHORTEN_TO_MERGE"})
  void fade_twice_isThatOfTheLastWeightAndIsFoundAgain(Treatment treatment) {
    Network<RealOp> half = faded(network, treatment, 0.5);
    assertEquals(faded(network, treatment, 0.25), faded(half, treatment, 0.25));
    List<SkipConnection> fading = treatment.targets(half);
    assertEquals(SKIPS, fading.stream().map(SkipConnection::add).toList());
    assertEquals(Optional.of(0.5), Fading.weight(half, fading.get(1)));
  }

  @ParameterizedTest
  @EnumSource(Treatment.class)
  void applyToAll_afterFading_isWhatItIsAtOnce(Treatment treatment) {
    assertEquals(
        treatment.applyToAll(network), treatment.applyToAll(faded(network, treatment, 0.5)));
  }
}
