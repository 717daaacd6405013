package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Block;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.Treatment;

class QuantizerTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);
  private static final FixedPoint INPUT = FixedPoint.signed(8, 2);

  /**
   * The integers mean what quantization-aware training computed: the two differ only where batch
   * norm's rounded scale moves a value over a rounding boundary, by a few steps of the last
   * activations.
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

  /** Nothing is left out in silence. */
  @Test
  void quantize_operationWithoutIntegerForm_isNamed() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    String x = builder.add("input", new RealOp.Input(IMAGE));
    x = builder.add("fading", new RealOp.Scale(0.5), x);
    x = builder.add("pool", new RealOp.GlobalAveragePool(), x);
    builder.add("fc", new RealOp.Dense(2, Optional.of(INPUT)), x);
    Network<RealOp> network = builder.build();
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(trained))
            .getMessage();
    assertTrue(message.contains("'fading'") && message.contains("Scale"), message);
  }

  private static TrainedNetwork chain(Map<String, RealOp> operations) {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    String x = builder.add("image", new RealOp.Input(IMAGE));
    for (Map.Entry<String, RealOp> next : operations.entrySet()) {
      x = builder.add(next.getKey(), next.getValue(), x);
    }
    Network<RealOp> network = builder.build();
    return new TrainedNetwork(network, Initialization.of(network, 1));
  }

  private static void assertRefused(String words, Object... namesAndOperations) {
    Map<String, RealOp> operations = new LinkedHashMap<>();
    for (int i = 0; i < namesAndOperations.length; i += 2) {
      operations.put((String) namesAndOperations[i], (RealOp) namesAndOperations[i + 1]);
    }
    operations.put("pool", new RealOp.GlobalAveragePool());
    operations.put("fc", new RealOp.Dense(2, Optional.of(INPUT)));
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(chain(operations)));
    assertTrue(e.getMessage().startsWith(words), e.getMessage());
  }

  /**
   * Chains that have no form on integers: each was made into another network, or an exception of
   * Java's.
   */
  @Test
  void quantize_chainWithoutIntegerForm_isRefused() {
    RealOp quantize = new RealOp.Quantize(INPUT);
    RealOp relu = new RealOp.Relu();
    RealOp norm = new RealOp.BatchNorm(1e-5);
    RealOp conv = new RealOp.Conv2d(3, 3, 1, 1, Optional.of(INPUT));
    assertRefused("node 'q' reads the image through a ReLU", "relu", relu, "q", quantize);
    assertRefused("node 'q2' quantizes 'q'", "q", quantize, "q2", quantize);
    assertRefused("node 'pool' needs the integers of 'conv'", "q", quantize, "conv", conv);
    assertRefused(
        "node 'two' needs the integers of 'conv'", "q", quantize, "conv", conv, "two", conv);
    assertRefused("node 'conv' needs the integers of 'image'", "conv", conv, "norm", norm);
    assertRefused(
        "node 'pool' needs the integers of 'norm'", "q", quantize, "conv", conv, "norm", norm);
    assertRefused(
        "node 'pool' needs the integers of 'relu'",
        "q",
        quantize,
        "conv",
        conv,
        "norm",
        norm,
        "relu",
        relu);
    assertRefused("node 'norm' reads 'q'", "q", quantize, "norm", norm);
  }

  @Test
  void quantize_imageTwice_isRefused() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("image", new RealOp.Input(IMAGE));
    builder.add("a", new RealOp.Quantize(INPUT), "image");
    builder.add("b", new RealOp.Quantize(FixedPoint.signed(4, 2)), "image");
    builder.add("add", new RealOp.Add(), "a", "b");
    Network<RealOp> network = builder.build();
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 1));
    Exception e = assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(trained));
    assertTrue(
        e.getMessage().startsWith("node 'b' quantizes the image a second time"), e.getMessage());
  }

  @Test
  void construct_valuesThatAreNoIntegersOfTheirType_areRefused() {
    FixedPoint type = FixedPoint.signed(8, 3);
    QuantizedNetwork network =
        Quantizer.quantize(fakeQuantized(new Precision(type, type, INPUT), 3));
    Values weight = network.integers().get("stem.conv", "weight");
    for (double wrong : new double[] {200, 0.5, Double.NaN}) {
      double[] data = weight.data().clone();
      data[1] = wrong;
      Parameters changed =
          network.integers().with("stem.conv", "weight", new Values(weight.shape(), data));
      Exception e = assertThrows(IllegalArgumentException.class, () -> network.with(changed));
      assertEquals(
          "parameter 'weight' of node 'stem.conv' has the value "
              + wrong
              + ", which is no integer of ap_fixed<8,3>",
          e.getMessage());
    }
  }

  private static void assertSameLogits(TrainedNetwork fake, FixedPoint type) {
    QuantizedNetwork integer = Quantizer.quantize(fake);
    long[] image = image(5);
    float[] reals = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      reals[i] = (float) INPUT.value(image[i]);
    }
    double[] expected;
    try (Model model = Model.frozen(fake);
        EngineScope scope = EngineScope.inference()) {
      expected = model.forward(Value.of(reals, IMAGE)).toDoubles();
    }
    long[] logits = new IntegerInterpreter(integer).logits(image);
    double[] actual = Arrays.stream(logits).mapToDouble(l -> l * integer.logitStep()).toArray();
    assertArrayEquals(expected, actual, 2 * type.step());
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
  void quantize_convolutionWithoutNorm_namesIt() {
    NetworkBuilder<RealOp> builder = new NetworkBuilder<>();
    builder.add("x", new RealOp.Input(IMAGE));
    builder.add("one", new RealOp.Conv2d(3, 3, 1, 1, Optional.empty()), "x");
    builder.add("two", new RealOp.Conv2d(3, 3, 1, 1, Optional.empty()), "one");
    FixedPoint type = FixedPoint.signed(8, 3);
    Network<RealOp> network =
        FakeQuantization.insert(builder.build(), new Precision(type, type, INPUT));
    TrainedNetwork trained = new TrainedNetwork(network, Initialization.of(network, 1));
    Exception e = assertThrows(IllegalArgumentException.class, () -> Quantizer.quantize(trained));
    assertTrue(e.getMessage().contains("'one'"), e.getMessage());
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
    return new TrainedNetwork(network, withStatistics(network, Initialization.of(network, seed)));
  }

  /** As after training: means, variances, gains and offsets that are not trivial. */
  private static Parameters withStatistics(Network<RealOp> network, Parameters parameters) {
    Random random = new Random(21);
    Parameters changed = parameters;
    for (Node<RealOp> node : network.nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        int channels = network.shape(node.name()).channels();
        changed =
            changed
                .with(node.name(), "weight", uniform(random, channels, 0.5, 1.5))
                .with(node.name(), "bias", uniform(random, channels, -0.5, 0.5))
                .with(node.name(), "running_mean", uniform(random, channels, -0.5, 0.5))
                .with(node.name(), "running_var", uniform(random, channels, 0.5, 2));
      }
    }
    return changed;
  }

  private static Values uniform(Random random, int count, double low, double high) {
    return Values.vector(random.doubles(count, low, high).map(x -> (float) x).toArray());
  }

  private static long[] image(long seed) {
    return new Random(seed).longs(IMAGE.size(), -128, 128).toArray();
  }
}
