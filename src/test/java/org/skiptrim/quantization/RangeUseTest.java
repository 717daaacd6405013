package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.CalibrationImages;
import org.skiptrim.training.MadeUpImages;

class RangeUseTest {
  private static final Dataset DATA = MadeUpImages.of(64, 16, 8);
  private static final FixedPoint FOUR = FixedPoint.signed(4, 2);

  /** In ap_fixed<4,2>, which holds −2 to 1.75 in steps of 0.25. */
  @Test
  void rangeUse_countsByHand() {
    float[] values = {0, 0, 0.1f, -0.12f, 0.2f, 1.75f, 1.8f, 1.9f, -2.1f, -2.2f, 9, -1};
    try (EngineScope scope = EngineScope.inference()) {
      Value value = Value.of(values, new Shape(values.length, 1, 1));
      long[] use = value.rangeUse(FOUR, 0.25, 24, 0.25);
      assertEquals(3, use[24], "1.9, −2.2 and 9 are not held");
      assertEquals(2, use[25], "0.1 and −0.12 are rounded to 0");
      long[] counts = new long[24];
      // Parts are one step wide; the first begins at −12.5 steps: the range has parts 4 to 19.
      counts[23] = 1; // 9
      counts[20] = 1; // 1.9
      counts[19] = 2; // 1.75, 1.8
      counts[13] = 1; // 0.2
      counts[12] = 2; // 0.1, −0.12
      counts[8] = 1; // −1
      counts[4] = 1; // −2.1
      counts[3] = 1; // −2.2
      for (int i = 0; i < counts.length; i++) {
        assertEquals(counts[i], use[i], "part " + i);
      }
    }
  }

  @Test
  void of_everyLayerInTheOrderOfTheGraph() {
    Precision precision =
        new Precision(
            FOUR, FOUR, FixedPoint.signed(8, 2), Optional.of(FixedPoint.signed(6, 3)), Map.of());
    Network<RealOp> network =
        FakeQuantization.insert(ResNets.resNet(1, new int[] {4}, new Shape(3, 8, 8), 4), precision);
    TrainedNetwork trained = LearnedNetworks.of(network, 1);
    List<RangeUse> uses = RangeUse.of(trained, new CalibrationImages(DATA, 32));
    assertEquals(
        List.of(
            "stem.conv weights ap_fixed<4,2>",
            "stem.conv ap_ufixed<6,3>",
            "stem.conv ap_ufixed<4,2>",
            "stage1.block1.1.conv weights ap_fixed<4,2>",
            "stage1.block1.1.conv ap_ufixed<4,2>",
            "stage1.block1.2.conv weights ap_fixed<4,2>",
            "stage1.block1.2.conv ap_fixed<6,3>",
            "stage1.block1.add ap_ufixed<4,2>",
            "classifier weights ap_fixed<4,2>"),
        uses.stream()
            .map(use -> use.layer() + (use.weights() ? " weights " : " ") + use.type())
            .toList());
    assertEquals(3 * 4 * 9, uses.get(0).values());
    assertEquals(32 * 4 * 64, uses.get(6).values(), "no value of a batch norm is exactly 0");
  }
}
