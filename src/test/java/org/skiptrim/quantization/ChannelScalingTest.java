package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Block;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.Treatment;
import org.skiptrim.training.CalibrationImages;
import org.skiptrim.training.MadeUpImages;

class ChannelScalingTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);
  private static final CalibrationImages IMAGES =
      new CalibrationImages(MadeUpImages.of(64, 8, 8), 64);

  private static Network<RealOp> network(Shortcut shortcut, Block block) {
    return ResNets.resNet(1, new int[] {4, 8}, shortcut, block, IMAGE, 4);
  }

  private static TrainedNetwork scaled(TrainedNetwork real, FixedPoint type) {
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 2));
    Network<RealOp> quantized = FakeQuantization.insert(real.network(), precision);
    TrainedNetwork scaled = ChannelScaling.fitted(real, quantized, IMAGES);
    return new TrainedNetwork(real.network(), scaled.parameters()); // without the quantizers
  }

  /** With every shortcut and block, with long skips, short ones and none. */
  @ParameterizedTest
  @EnumSource(Shortcut.class)
  void fitted_withoutRounding_isTheSameNetwork(Shortcut shortcut) {
    for (Block block : Block.values()) {
      assertSame(network(shortcut, block));
      for (Treatment treatment : Treatment.values()) {
        if (treatment == Treatment.REMOVE || block == Block.RELU_BEFORE_ADD) {
          assertSame(treatment.applyToAll(network(shortcut, block)));
        }
      }
    }
  }

  private static void assertSame(Network<RealOp> network) {
    TrainedNetwork real = LearnedNetworks.of(network, 3);
    TrainedNetwork scaled = scaled(real, FixedPoint.signed(4, 2));
    assertNotEquals(real.parameters(), scaled.parameters());
    double[] expected = logits(real);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, logits(scaled), 1e-5 * largest, network.toString());
  }

  private static double[] logits(TrainedNetwork network) {
    float[] image = new float[IMAGE.size()];
    Random random = new Random(5);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) random.nextGaussian();
    }
    try (Model model = Model.frozen(network);
        EngineScope scope = EngineScope.inference()) {
      return model.forward(Value.of(image, IMAGE)).toDoubles();
    }
  }

  /** What would only fit another type is scaled by a power of two: the same network again. */
  @Test
  void fitted_toATypeOfTwiceTheRange_isScaledTwiceAsMuch() {
    TrainedNetwork real = LearnedNetworks.of(network(Shortcut.PROJECTION, Block.BASIC), 3);
    double[] one = gains(scaled(real, FixedPoint.signed(4, 2)));
    double[] two = gains(scaled(real, FixedPoint.signed(4, 3)));
    for (int c = 0; c < one.length; c++) {
      assertEquals(2 * one[c], two[c], 1e-6 * Math.abs(two[c]));
    }
  }

  private static double[] gains(TrainedNetwork network) {
    return network.parameters().get("stem.norm", "weight").data();
  }

  /** A zero-pad shortcut leads a stage's channels into the middle of the next one's. */
  @Test
  void classes_ofJoinedChannels_areTheSame() {
    Network<RealOp> network = network(Shortcut.ZERO_PAD, Block.BASIC);
    ChannelClasses classes = new ChannelClasses(network);
    assertEquals(classes.of("stem.relu", 1), classes.of("stage2.block1.relu", 3));
    assertNotEquals(classes.of("stem.relu", 1), classes.of("stage2.block1.relu", 1));
    assertNotEquals(classes.of("stem.relu", 1), classes.of("stage1.block1.1.relu", 1));
    assertEquals(classes.group("stem.relu"), classes.group("stage2.block1.relu"));
  }

  @Test
  void isFree_onlyWhatBeginsAtABatchNorm() {
    ChannelClasses classes = new ChannelClasses(network(Shortcut.PROJECTION, Block.BASIC));
    assertTrue(classes.isFree(classes.of("stem.norm", 0)));
    assertFalse(classes.isFree(classes.of("input", 0)));
    assertFalse(classes.isFree(classes.of("stem.conv", 0)));
  }
}
