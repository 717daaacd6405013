package org.skiptrim.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.IntegerModel;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRanges;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

/** What ONNX Runtime makes of a file is the integers of {@link IntegerInterpreter}. */
class QcdqExportTest {
  private static final int NETWORKS = Integer.getInteger("skiptrim.export.networks", 60);
  private static final int IMAGES = 3;
  private static final int TEST_IMAGES = 1000;
  private static final int BATCH = 100;

  @TempDir Path folder;

  private OnnxSession session(QuantizedNetwork network) throws Exception {
    Path file = folder.resolve("network.onnx");
    NetworkExport.write(ExportedNetworks.stored(network), ExportFormat.QCDQ, file);
    return new OnnxSession(file);
  }

  private void assertIntegers(QuantizedNetwork network, long seed, String text) throws Exception {
    List<long[]> images = RandomQuantizedNetworks.images(network, seed, IMAGES);
    long[][] expected = ExportedNetworks.logits(network, images);
    try (OnnxSession session = session(network)) {
      float[] reals = ExportedNetworks.reals(images, network.inputType());
      long[][] found = session.integers(reals, ExportedNetworks.image(network.network()));
      assertArrayEquals(expected, found, () -> text + " of seed " + seed + network.network());
    }
  }

  private void assertIntegers(String text, int count, LongFunction<QuantizedNetwork> networks)
      throws Exception {
    for (long seed = 0; seed < count; seed++) {
      assertIntegers(networks.apply(seed), seed, text);
    }
  }

  @Test
  void logits_ofRandomNetworks_areTheIntegers() throws Exception {
    assertIntegers("small", NETWORKS, RandomQuantizedNetworks::small);
  }

  @Test
  void logits_ofNetworksWithATypeForEachLayer_areTheIntegers() throws Exception {
    assertIntegers("mixed", NETWORKS, RandomQuantizedNetworks::mixed);
  }

  /** Sums and products beyond float32 and float64. */
  @Test
  void logits_ofNetworksWithWideTypes_areTheIntegers() throws Exception {
    assertIntegers("wide", NETWORKS, RandomQuantizedNetworks::wide);
  }

  @Test
  void logits_ofZeroPadShortcuts_areTheIntegers() throws Exception {
    assertIntegers("zero-pad", NETWORKS / 3, RandomQuantizedNetworks::zeroPadShortcut);
  }

  @Test
  void logits_ofAnyWindowsAndPools_areTheIntegers() throws Exception {
    assertIntegers("windows", NETWORKS / 2, RandomQuantizedNetworks::windows);
  }

  /** A sum of 256 products of 24 bits each, times a scale: up to 70 bits. */
  @Test
  void logits_ofProductsBeyondLongs_areTheIntegers() throws Exception {
    int inParts = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      QuantizedNetwork network = wideProduct(new Random(seed));
      IntegerRanges ranges =
          new IntegerRanges(network.network(), network.integers(), network.inputType());
      inParts += ranges.multipliesInParts("norm") ? 1 : 0;
      assertIntegers(network, seed, "product");
    }
    assertTrue(inParts > NETWORKS / 4, "products beyond 64 bits: " + inParts);
  }

  private static QuantizedNetwork wideProduct(Random random) {
    FixedPoint wide = FixedPoint.signed(24, 24);
    FixedPoint type =
        new FixedPoint(
            1 + random.nextInt(24),
            5,
            random.nextBoolean(),
            Rounding.values()[random.nextInt(3)],
            Overflow.values()[random.nextInt(2)]);
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    builder.add("input", new IntegerOp.Input(new Shape(256, 1, 1)));
    builder.add("conv", new IntegerOp.Conv2d(1, 1, 1, 0, wide), "input");
    int shift = 17 + random.nextInt(40);
    builder.add("norm", new IntegerOp.Requantize(shift, random.nextBoolean(), type), "conv");
    builder.add("fc", new IntegerOp.Dense(1, FixedPoint.signed(8, 8)), "norm");
    int sign = random.nextBoolean() ? 1 : -1;
    double[] weights =
        random.longs(256, 1, wide.maxInteger() + 1).mapToDouble(w -> w * sign).toArray();
    double scale = random.nextInt(1 << 16) - (1 << 15);
    double bias = (double) (random.nextLong() >> (4 + random.nextInt(50)));
    Parameters integers =
        new Parameters(Map.of())
            .with("conv", "weight", new Values(List.of(1, 256, 1, 1), weights))
            .with("norm", "scale", Values.vector(scale))
            .with("norm", "bias", Values.vector(bias))
            .with("fc", "weight", new Values(List.of(1, 1), new double[] {3}))
            .with("fc", "bias", Values.vector(5));
    return new QuantizedNetwork(builder.build(), integers, wide, 1);
  }

  /** The image's own type rounds and wraps as well, on real numbers that are no steps of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ap_fixed<8,2>",
        "ap_fixed<6,2,AP_TRN>",
        "ap_ufixed<8,1,AP_RND>",
        "ap_fixed<5,1,AP_RND,AP_WRAP>",
        "ap_fixed<12,3,AP_RND_CONV>",
        "ap_fixed<4,4,AP_TRN,AP_WRAP>"
      })
  void image_ofAnyType_isRoundedAsItSays(String text) throws Exception {
    FixedPoint type = FixedPoint.parse(text);
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    builder.add("input", new IntegerOp.Input(new Shape(1, 1, 1)));
    builder.add("fc", new IntegerOp.Dense(1, FixedPoint.signed(8, 8)), "input");
    Parameters integers =
        new Parameters(Map.of())
            .with("fc", "weight", new Values(List.of(1, 1), new double[] {1}))
            .with("fc", "bias", Values.vector(0));
    QuantizedNetwork network = new QuantizedNetwork(builder.build(), integers, type, 1);
    float[] images = new float[400];
    for (int i = 0; i < images.length; i++) { // ties, and what is just beside them
      double tie = (i / 3 - 66) * type.step() / 2;
      images[i] = (float) (i % 3 == 0 ? tie : i % 3 == 1 ? tie + 1e-5 : tie - 1e-5);
    }
    images[399] = Math.nextDown(0.5f) * (float) type.step();
    try (OnnxSession session = session(network)) {
      long[][] found = session.integers(images, new Shape(1, 1, 1));
      for (int i = 0; i < images.length; i++) {
        assertEquals(type.quantize(images[i]), found[i][0], images[i] + " as " + type);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stem.conv", "a.conv", "classifier"})
  void logits_ofOneChangedWeight_areOthers(String node) throws Exception {
    QuantizedNetwork network =
        RandomQuantizedNetworks.identitySkip(3, RandomQuantizedNetworks.Branch.ONE);
    List<long[]> images = RandomQuantizedNetworks.images(network, 3, 20);
    long[][] expected = ExportedNetworks.logits(network, images);
    try (OnnxSession session = session(ExportedNetworks.corrupted(network, node, images))) {
      float[] reals = ExportedNetworks.reals(images, network.inputType());
      long[][] found = session.integers(reals, ExportedNetworks.image(network.network()));
      assertFalse(Arrays.deepEquals(expected, found));
    }
  }

  @Test
  void reals_areTheIntegersTimesTheirStep() throws Exception {
    QuantizedNetwork network = ExportedNetworks.fourBits();
    Shape shape = ExportedNetworks.image(network.network());
    float[] images = ExportedNetworks.images(shape, 2);
    try (OnnxSession session = session(network)) {
      long[][] integers = session.integers(images, shape);
      float[][] reals = session.reals("logits", images, shape);
      for (int k = 0; k < reals[1].length; k++) {
        assertEquals((float) (integers[1][k] * network.logitStep()), reals[1][k]);
      }
    }
  }

  @Test
  void logits_ofFourBitsOnTestImages_areTheIntegers() throws Exception {
    assertIntegersOfTestImages(ExportedNetworks.fourBits(), TEST_IMAGES);
  }

  /** Sums beyond float32, products beyond float64. */
  @Test
  void logits_ofSixteenBitsOnTestImages_areTheIntegers() throws Exception {
    FixedPoint type = FixedPoint.signed(16, 5);
    assertIntegersOfTestImages(ExportedNetworks.skipless(type), BATCH);
  }

  @Test
  void logits_ofEightBitsOnTestImages_areTheIntegers() throws Exception {
    FixedPoint type = FixedPoint.signed(8, 3);
    assertIntegersOfTestImages(ExportedNetworks.skipless(type), BATCH);
  }

  private void assertIntegersOfTestImages(QuantizedNetwork network, int count) throws Exception {
    Dataset images = ExportedNetworks.testImages();
    Shape shape = ExportedNetworks.image(network.network());
    try (OnnxSession session = session(network);
        IntegerModel model =
            new IntegerModel(network.network(), network.integers(), network.inputType())) {
      for (int first = 0; first < count; first += BATCH) {
        float[] reals = reals(images, first);
        long[][] found = session.integers(reals, shape);
        assertArrayEquals(engine(model, reals, shape), found, "images from " + first);
      }
    }
  }

  private static long[][] engine(IntegerModel model, float[] reals, Shape shape) {
    try (EngineScope scope = EngineScope.inference()) {
      double[] logits = model.forward(Value.of(reals, shape)).toDoubles();
      long[][] rows = new long[BATCH][logits.length / BATCH];
      for (int i = 0; i < logits.length; i++) {
        rows[i / rows[0].length][i % rows[0].length] = (long) logits[i];
      }
      return rows;
    }
  }

  private static float[] reals(Dataset images, int first) {
    int size = images.imageBytes();
    int plane = images.height() * images.width();
    float[] reals = new float[BATCH * size];
    for (int i = 0; i < reals.length; i++) {
      int pixel = Byte.toUnsignedInt(images.test().images()[first * size + i]);
      reals[i] = images.normalization().apply(pixel, i % size / plane);
    }
    return reals;
  }

  @Test
  void write_imageThatFloat32DoesNotHold_isRefused() {
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    builder.add("input", new IntegerOp.Input(new Shape(1, 1, 1)));
    builder.add("pool", new IntegerOp.GlobalSum(), "input");
    QuantizedNetwork network =
        new QuantizedNetwork(
            builder.build(), new Parameters(Map.of()), FixedPoint.signed(25, 3), 1);
    String message = assertThrows(ExportException.class, () -> QcdqGraph.of(network)).getMessage();
    assertTrue(message.contains("ap_fixed<25,3>"), message);
  }
}
