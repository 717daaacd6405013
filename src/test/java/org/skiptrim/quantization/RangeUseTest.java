package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Dataset;
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
    assertEquals(3 * 4 * 9, uses.get(0).counts().values());
    assertEquals(
        32 * 4 * 64, uses.get(6).counts().values(), "no value of a batch norm is exactly 0");
  }
}
