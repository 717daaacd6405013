package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

class FadingTest {
  private final Network<RealOp> network =
      ResNets.resNet(1, new int[] {4, 8}, new Shape(3, 8, 8), 5);
  private final SkipConnection projection = SkipConnection.in(network).get(1);
  private final Parameters parameters = Executed.randomized(network);

  @Test
  void fade_twice_keepsOneWeight() {
    Network<RealOp> half = Fading.fade(network, projection, 0.5);
    SkipConnection faded = SkipConnection.in(half).get(1);
    Network<RealOp> quarter = Fading.fade(half, faded, 0.25);
    assertEquals(Optional.of(0.25), Fading.weight(quarter, faded));
    assertEquals(network.nodes().size() + 1, quarter.nodes().size());
  }

  @Test
  void remove_ofAFadedSkip_isThatOfTheSkip() {
    Network<RealOp> faded = Fading.fade(network, projection, 0.5);
    assertEquals(
        Skipper.remove(network, projection),
        Skipper.remove(faded, SkipConnection.in(faded).get(1)));
  }

  /** At 1 nothing has changed, near 0 it is as good as gone. */
  @Test
  void fade_goesFromTheNetworkToTheOneWithout() {
    double[] with = logits(network);
    double[] without = logits(Skipper.remove(network, projection));
    assertArrayEquals(with, logits(Fading.fade(network, projection, 1)), 1e-6);
    assertArrayEquals(without, logits(Fading.fade(network, projection, 1e-7)), 1e-5);
    double[] half = logits(Fading.fade(network, projection, 0.5));
    assertTrue(Math.abs(half[0] - with[0]) > 1e-3 && Math.abs(half[0] - without[0]) > 1e-3);
  }

  private double[] logits(Network<RealOp> rewritten) {
    return Executed.logits(new TrainedNetwork(rewritten, parameters.restrictedTo(rewritten)));
  }
}
