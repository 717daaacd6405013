package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Block;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.Treatment;

class QuantizerTest {
  private static final int DYADIC = 20;
  private static final Shape IMAGE = new Shape(3, 8, 8);
  private static final FixedPoint INPUT = FixedPoint.signed(8, 2);

  /**
   * The integers mean what quantization-aware training computed: the two differ by the rounding of
   * the logits' bias, and where batch norm's rounded scale moves a value over a rounding boundary.
   */
  @ParameterizedTest
  @ValueSource(strings = {"ap_fixed<16,5>", "ap_fixed<8,3>", "ap_fixed<6,3>", "ap_fixed<4,2>"})
  void quantize_logits_areThoseOfFakeQuantization(String text) {
    FixedPoint type = FixedPoint.parse(text);
    assertSameLogits(fakeQuantized(new Precision(type, type, INPUT), 3), type);
  }

  /** With either shortcut and block, with long skips, short ones and none. */
  @Test
  void quantize_everyKindOfNetwork_isThatOfFakeQuantization() {
    FixedPoint type = FixedPoint.signed(8, 3);
    Precision precision = new Precision(type, type, INPUT);
    for (Shortcut shortcut : Shortcut.values()) {
      for (Block block : Block.values()) {
        Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, shortcut, block, IMAGE, 5);
        assertSameLogits(fakeQuantized(network, precision, 3), type);
        for (Treatment treatment : Treatment.values()) {
          if (treatment == Treatment.REMOVE || block == Block.RELU_BEFORE_ADD) {
            Network<RealOp> treated = treatment.applyToAll(network);
            assertSameLogits(fakeQuantized(treated, precision, 3), type);
          }
        }
      }
    }
  }

  /** Many values of wide types lie near a boundary: each moves the mean of 16 pixels a little. */
  private static void assertSameLogits(TrainedNetwork fake, FixedPoint type) {
    double steps = type.width() > 8 ? 0.2 : 0.05;
    assertArrayEquals(
        realLogits(fake), integerLogits(Quantizer.quantize(fake)), steps * type.step());
  }

  /** Where every constant is a whole number of powers of two, nothing is left to rounding. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ap_fixed<8,3>",
        "ap_fixed<4,2>",
        "ap_fixed<2,1>",
        "ap_fixed<8,3,AP_RND,AP_SAT>",
        "ap_fixed<4,2,AP_TRN,AP_WRAP>"
      })
  void quantize_networkWithoutRoundedConstants_isExactlyThatOfFakeQuantization(String text) {
    FixedPoint type = FixedPoint.parse(text);
    assertExact(new Precision(type, type, INPUT));
  }

  /** Sums with fewer and more bits on both sides of the binary point than activations have. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ap_fixed<6,3>",
        "ap_fixed<8,3>",
        "ap_fixed<3,2>",
        "ap_fixed<2,2>",
        "ap_fixed<5,1,AP_RND,AP_SAT>",
        "ap_fixed<6,2,AP_TRN,AP_WRAP>"
      })
  void quantize_sumsOfOtherSteps_isExactlyThatOfFakeQuantization(String text) {
    FixedPoint type = FixedPoint.signed(4, 2);
    FixedPoint sums = FixedPoint.parse(text);
    assertExact(new Precision(type, type, INPUT, Optional.of(sums), Map.of()));
  }

  /** What an add reads comes from layers of different types, and so it counts the finer steps. */
  @Test
  void quantize_addOfTwoGrids_isExactlyThatOfFakeQuantization() {
    FixedPoint type = FixedPoint.signed(4, 2);
    Map<String, LayerTypes> layers =
        Map.of(
            "first", activations("ap_fixed<6,2>"),
            "stage1.block1.add", activations("ap_fixed<5,4>"),
            "stage2.block1.2.conv", activations("ap_fixed<4,1>"),
            "stage2.block1.shortcut.conv", activations("ap_fixed<3,2,AP_TRN,AP_WRAP>"));
    Precision precision = new Precision(type, type, INPUT, Optional.empty(), layers);
    assertExact(precision);
    Network<IntegerOp> network =
        Quantizer.quantize(DyadicNetworks.fakeQuantized(precision, IMAGE, 1)).network();
    assertEquals(new IntegerOp.Add(2, 0), network.node("stage1.block1.add").op());
    assertEquals(new IntegerOp.Add(0, 2), network.node("stage2.block1.add").op());
  }

  private static LayerTypes activations(String type) {
    return new LayerTypes(Optional.empty(), Optional.of(FixedPoint.parse(type)), Optional.empty());
  }

  private static void assertExact(Precision precision) {
    for (long seed = 0; seed < DYADIC; seed++) {
      TrainedNetwork fake = DyadicNetworks.fakeQuantized(precision, IMAGE, seed);
      double[] expected = realLogits(fake);
      assertTrue(Arrays.stream(expected).distinct().count() > 1, Arrays.toString(expected));
      assertArrayEquals(expected, integerLogits(Quantizer.quantize(fake)), "seed " + seed);
    }
  }

  /**
   * The control of both: weights of one layer that are one step off show, in most of the dyadic
   * networks, too, where they can be lost in what saturates.
   */
  @Test
  void integerLogits_ofWeightsOneStepOff_areOthers() {
    FixedPoint type = FixedPoint.signed(4, 2);
    Precision precision = new Precision(type, type, INPUT);
    assertTrue(error(fakeQuantized(precision, 3)) > 0.05 * type.step());
    long seen =
        LongStream.range(0, DYADIC)
            .mapToObj(seed -> DyadicNetworks.fakeQuantized(precision, IMAGE, seed))
            .filter(fake -> error(fake) > 0.05 * type.step())
            .count();
    assertTrue(2 * seen > DYADIC, "seen in " + seen);
  }

  /** How far off logits are if all weights of a layer are one step off. */
  private static double error(TrainedNetwork fake) {
    String layer = "stage2.block1.2.conv";
    QuantizedNetwork network = Quantizer.quantize(fake);
    Values weight = network.integers().get(layer, "weight");
    double[] data = weight.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] += data[i] > 0 ? -1 : 1;
    }
    Values changed = new Values(weight.shape(), data);
    double[] wrong = integerLogits(network.with(network.integers().with(layer, "weight", changed)));
    double[] right = realLogits(fake);
    return IntStream.range(0, right.length)
        .mapToDouble(i -> Math.abs(right[i] - wrong[i]))
        .max()
        .orElseThrow();
  }

  private static double[] realLogits(TrainedNetwork fake) {
    long[] image = image(5);
    float[] reals = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      reals[i] = (float) INPUT.value(image[i]);
    }
    try (Model model = Model.frozen(fake);
        EngineScope scope = EngineScope.inference()) {
      return model.forward(Value.of(reals, IMAGE)).toDoubles();
    }
  }

  private static double[] integerLogits(QuantizedNetwork network) {
    long[] logits = new IntegerInterpreter(network).logits(image(5));
    return Arrays.stream(logits).mapToDouble(l -> l * network.logitStep()).toArray();
  }

  @Test
  void quantize_everyChannelOfWeights_fillsItsType() {
    FixedPoint type = FixedPoint.signed(8, 3);
    QuantizedNetwork network =
        Quantizer.quantize(fakeQuantized(new Precision(type, type, INPUT), 3));
    Values weight = network.integers().get("stage2.block1.1.conv", "weight");
    int size = weight.data().length / weight.shape().get(0);
    for (int c = 0; c < weight.shape().get(0); c++) {
      double[] channel = Arrays.copyOfRange(weight.data(), c * size, (c + 1) * size);
      assertEquals(127, Arrays.stream(channel).map(Math::abs).max().orElseThrow());
    }
  }

  @Test
  void insert_givesEveryConvolutionAndAddIntegersToRead() {
    FixedPoint type = FixedPoint.signed(8, 3);
    Network<RealOp> network =
        FakeQuantization.insert(
            ResNets.resNet(2, new int[] {4, 8}, IMAGE, 5), new Precision(type, type, INPUT));
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.Conv2d || node.op() instanceof RealOp.Add) {
        for (String input : node.inputs()) {
          assertTrue(network.node(input).op() instanceof RealOp.Quantize, node + " reads " + input);
        }
      }
    }
    assertEquals("ap_ufixed<8,3>", type(network, "stem.relu.quantize"));
    assertEquals("ap_fixed<8,3>", type(network, "stage1.block1.2.norm.quantize"));
    assertEquals("ap_fixed<8,2>", type(network, "input.quantize"));
  }

  private static String type(Network<RealOp> network, String name) {
    return ((RealOp.Quantize) network.node(name).op()).type().toString();
  }

  @Test
  void read_ofWhatWriteWrote_computesTheSame(@TempDir Path directory) throws IOException {
    QuantizedNetwork network = RandomQuantizedNetworks.small(17);
    Path file = directory.resolve("q.safetensors");
    QuantizedNetworkFile.write(network, file);
    QuantizedNetwork read = QuantizedNetworkFile.read(file);
    assertEquals(network.network(), read.network());
    assertEquals(network.integers(), read.integers());
    assertEquals(network.logitStep(), read.logitStep());
    assertEquals(network.inputType(), read.inputType());
  }

  @Test
  void precision_weightsOfOneBit_areRefused() {
    FixedPoint type = FixedPoint.signed(8, 3);
    assertThrows(
        IllegalArgumentException.class, () -> new Precision(FixedPoint.signed(1, 1), type, INPUT));
  }

  private static TrainedNetwork fakeQuantized(Precision precision, long seed) {
    return fakeQuantized(ResNets.resNet(1, new int[] {4, 8}, IMAGE, 5), precision, seed);
  }

  private static TrainedNetwork fakeQuantized(
      Network<RealOp> real, Precision precision, long seed) {
    Network<RealOp> network = FakeQuantization.insert(real, precision);
    return LearnedNetworks.of(network, seed);
  }

  private static long[] image(long seed) {
    return new Random(seed).longs(IMAGE.size(), -128, 128).toArray();
  }
}
