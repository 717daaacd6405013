package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;

class StorageBitsTest {
  private static final FixedPoint FOUR = FixedPoint.signed(4, 2);
  private static final FixedPoint EIGHT = FixedPoint.signed(8, 2);

  /** Counted by hand: 3·4·9 + (4·4 + 4·4)·9 + (4·8 + 8·8)·9 + 4·8 + 8·5 weights. */
  @Test
  void of_resNet_countsWeightsByTheirTypes() {
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, new Shape(3, 8, 8), 5);
    long others = (4 * 4 + 4 * 4 + 4 * 8 + 8 * 8) * 9 + 4 * 8 + 8 * 5;
    assertEquals(4 * (3 * 4 * 9 + others), bits(network, Map.of()).weights());
    assertEquals(
        8 * 3 * 4 * 9 + 4 * others,
        bits(network, Map.of("first", LayerTypes.ofWeights(EIGHT))).weights());
  }

  /** Rounded for one image: stem, four in each stage (two with a projection), and no sums. */
  @Test
  void of_resNet_countsWhatIsRounded() {
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, new Shape(3, 8, 8), 5);
    long first = 4 * 8 * 8;
    long second = 8 * 4 * 4;
    assertEquals(4 * (first + 3 * first + 4 * second), bits(network, Map.of()).activations());
  }

  private static StorageBits bits(Network<RealOp> network, Map<String, LayerTypes> layers) {
    Precision precision = new Precision(FOUR, FOUR, EIGHT, Optional.empty(), layers);
    Network<RealOp> quantized = FakeQuantization.insert(network, precision);
    return StorageBits.of(Quantizer.quantize(LearnedNetworks.of(quantized, 3)));
  }
}
