package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.IntegerModel;
import org.skiptrim.engine.Value;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.fixedpoint.Overflow;
import org.skiptrim.fixedpoint.Rounding;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.NetworkBuilder;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;

/**
 * The engine's integers are the interpreter's, on random residual networks: shapes, strides,
 * shortcuts, precisions from <16,5> to <2,1>, rounding and overflow modes.
 */
class EngineEqualsIntegersTest {
  private static final int NETWORKS = Integer.getInteger("skiptrim.engine.networks", 1000);
  private static final int IMAGES = 3;

  @Test
  void logits_ofRandomNetworks_areTheInterpreters() {
    for (long seed = 0; seed < NETWORKS; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
      for (long[] image : RandomQuantizedNetworks.images(network, seed, IMAGES)) {
        long[] expected = new IntegerInterpreter(network).logits(image);
        assertArrayEquals(expected, engineLogits(network, image), "network of seed " + seed);
      }
    }
  }

  @Test
  void logits_ofNetworksWithWideTypes_areTheInterpreters() {
    for (long seed = 0; seed < NETWORKS / 5; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.wide(seed);
      for (long[] image : RandomQuantizedNetworks.images(network, seed, IMAGES)) {
        long[] expected = inDoubles(new IntegerInterpreter(network).logits(image));
        assertArrayEquals(expected, engineLogits(network, image), "network of seed " + seed);
      }
    }
  }

  @Test
  void logits_ofNetworksWithATypeForEachLayer_areTheInterpreters() {
    for (long seed = 0; seed < NETWORKS / 5; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.mixed(seed);
      for (long[] image : RandomQuantizedNetworks.images(network, seed, IMAGES)) {
        long[] expected = new IntegerInterpreter(network).logits(image);
        assertArrayEquals(expected, engineLogits(network, image), "network of seed " + seed);
      }
    }
  }

  @Test
  void logits_ofNetworksWithAnyWindowsAndPools_areTheInterpreters() {
    for (long seed = 0; seed < NETWORKS / 5; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.windows(seed);
      for (long[] image : RandomQuantizedNetworks.images(network, seed, IMAGES)) {
        long[] expected = new IntegerInterpreter(network).logits(image);
        assertArrayEquals(expected, engineLogits(network, image), "network of seed " + seed);
      }
    }
  }

  /** A sum of 256 products of 24 bits each, times a scale: up to 70 bits. */
  @Test
  void logits_ofProductsBeyondLongs_areTheInterpreters() {
    int beyond = 0;
    for (long seed = 0; seed < NETWORKS; seed++) {
      Random random = new Random(seed);
      QuantizedNetwork network = wideProduct(random);
      long most = network.inputType().maxInteger();
      long[] image = random.longs(256, most - (1 << random.nextInt(24)), most + 1).toArray();
      IntegerInterpreter interpreter = new IntegerInterpreter(network);
      assertArrayEquals(
          interpreter.logits(image), engineLogits(network, image), "network of seed " + seed);
      double sum = interpreter.trace(image).get("conv")[0];
      double scale = network.integers().get("norm", "scale").data()[0];
      beyond += Math.abs(sum * scale) >= 0x1p63 ? 1 : 0;
    }
    assertTrue(beyond > NETWORKS / 4, "products beyond 64 bits: " + beyond);
  }

  private static QuantizedNetwork wideProduct(Random random) {
    FixedPoint wide = FixedPoint.signed(24, 24);
    FixedPoint type = modes(random, 1 + random.nextInt(24));
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
    return scalar(builder, weights, scale, random.nextLong() >> (4 + random.nextInt(50)), wide);
  }

  /** As they are read from the engine: beyond 2^53, the nearest that doubles hold. */
  private static long[] inDoubles(long[] logits) {
    return Arrays.stream(logits).map(logit -> (long) (double) logit).toArray();
  }

  @Test
  void logits_ofNetworksWithZeroPadShortcuts_areTheInterpreters() {
    for (long seed = 0; seed < NETWORKS / 5; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.zeroPadShortcut(seed);
      for (long[] image : RandomQuantizedNetworks.images(network, seed, IMAGES)) {
        long[] expected = new IntegerInterpreter(network).logits(image);
        assertArrayEquals(expected, engineLogits(network, image), "network of seed " + seed);
      }
    }
  }

  /** On its way around, a value can leave the numbers that float32 holds. */
  @Test
  void logits_wrappingNearFloatsLimit_areTheInterpreters() {
    FixedPoint wrapping = FixedPoint.parse("ap_fixed<10,10,AP_TRN,AP_WRAP>");
    FixedPoint eight = FixedPoint.signed(8, 8);
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    builder.add("input", new IntegerOp.Input(new Shape(1, 1, 1)));
    builder.add("conv", new IntegerOp.Conv2d(1, 1, 1, 0, eight), "input");
    builder.add("norm", new IntegerOp.Requantize(0, false, wrapping), "conv");
    builder.add("fc", new IntegerOp.Dense(1, eight), "norm");
    QuantizedNetwork network = scalar(builder, 1, (1 << 24) - 1 - 128);
    for (long pixel = -128; pixel < 128; pixel++) {
      long[] image = {pixel};
      long[] expected = new IntegerInterpreter(network).logits(image);
      assertArrayEquals(expected, engineLogits(network, image), "pixel " + pixel);
    }
  }

  /** Every mode, with products about as large as float32, float64 and 64-bit integers hold. */
  @Test
  void logits_nearTheLimitsOfNumbers_areTheInterpreters() {
    for (long seed = 0; seed < NETWORKS; seed++) {
      Random random = new Random(seed);
      QuantizedNetwork network = nearLimit(random, List.of(24, 53, 62).get(random.nextInt(3)));
      FixedPoint type = network.inputType();
      for (long pixel : new long[] {type.minInteger(), -1, 0, 1, 77, type.maxInteger()}) {
        long[] image = {pixel};
        long[] expected = new IntegerInterpreter(network).logits(image);
        assertArrayEquals(
            expected, engineLogits(network, image), pixel + " in " + network.network());
      }
    }
  }

  /** Its product and the sum behind it can be all but {@code 2^bits}. */
  private static QuantizedNetwork nearLimit(Random random, int bits) {
    FixedPoint type = modes(random, 1 + random.nextInt(32));
    FixedPoint eight = FixedPoint.signed(8, 8);
    int shift = random.nextInt(4) * random.nextInt(8);
    NetworkBuilder<IntegerOp> builder = new NetworkBuilder<>();
    builder.add("input", new IntegerOp.Input(new Shape(1, 1, 1)));
    builder.add("conv", new IntegerOp.Conv2d(1, 1, 1, 0, eight), "input");
    builder.add("norm", new IntegerOp.Requantize(shift, random.nextBoolean(), type), "conv");
    builder.add("add", new IntegerOp.Add(), "norm", "norm");
    builder.add("sum", new IntegerOp.Narrow(random.nextBoolean(), type), "add");
    builder.add("fc", new IntegerOp.Dense(1, eight), "sum");
    double room = (Math.scalb(1.0, bits) - 1 - random.nextInt(300)) / 128;
    double scale = Math.floor(random.nextInt(4) == 0 ? 1 : room * random.nextDouble());
    double bias = Math.floor(Math.scalb(1.0, bits) - 1 - 128 * scale - random.nextInt(3) * 64);
    bias -= bits == 62 ? 0x1p33 : 0; // wrapping needs room there too
    return scalar(builder, scale, bias);
  }

  private static FixedPoint modes(Random random, int width) {
    return new FixedPoint(
        width,
        width,
        random.nextBoolean(),
        Rounding.values()[random.nextInt(3)],
        Overflow.values()[random.nextInt(2)]);
  }

  /** Of one pixel: a convolution and a dense layer with the weight 1, and a requantization. */
  private static QuantizedNetwork scalar(
      NetworkBuilder<IntegerOp> builder, double scale, double bias) {
    return scalar(builder, new double[] {1}, scale, bias, FixedPoint.signed(8, 8));
  }

  private static QuantizedNetwork scalar(
      NetworkBuilder<IntegerOp> builder,
      double[] weights,
      double scale,
      double bias,
      FixedPoint image) {
    Map<String, Map<String, Values>> integers =
        Map.of(
            "conv", Map.of("weight", new Values(List.of(1, weights.length, 1, 1), weights)),
            "norm", Map.of("scale", Values.vector(scale), "bias", Values.vector(bias)),
            "fc",
                Map.of(
                    "weight",
                    new Values(List.of(1, 1), new double[] {1}),
                    "bias",
                    Values.vector(0)));
    return new QuantizedNetwork(builder.build(), new Parameters(integers), image, 1);
  }

  /** The control: one flipped bit of one weight that matters is seen. */
  @Test
  void logits_withOneWeightBitFlipped_differ() {
    int seen = 0;
    for (long seed = 0; seed < 20; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
      long[] image = RandomQuantizedNetworks.images(network, seed, 1).get(0);
      String dense = network.network().output().name();
      long[] expected = new IntegerInterpreter(network).logits(image);
      long[] corrupted = engineLogits(flipped(network, dense), image);
      seen += Arrays.equals(expected, corrupted) ? 0 : 1;
    }
    assertTrue(seen >= 15, "only " + seen + " of 20 corrupted networks were seen");
  }

  private static QuantizedNetwork flipped(QuantizedNetwork network, String node) {
    Values weight = network.integers().get(node, "weight");
    double[] data = weight.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = (long) data[i] ^ 1;
    }
    return network.with(network.integers().with(node, "weight", new Values(weight.shape(), data)));
  }

  /** Every value of every node lies in the range that the hardware gives it wires for. */
  @Test
  void values_ofRandomNetworks_lieInTheirRanges() {
    for (long seed = 0; seed < 60; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
      for (long[] image : RandomQuantizedNetworks.images(network, seed, IMAGES)) {
        Map<String, long[]> trace = new IntegerInterpreter(network).trace(image);
        for (Node<IntegerOp> node : network.network().nodes()) {
          IntegerRange range = network.range(node.name());
          for (long value : trace.get(node.name())) {
            assertTrue(
                value >= range.min() && value <= range.max(),
                () -> node.name() + " = " + value + " is outside " + range);
          }
        }
      }
    }
  }

  /** The random networks are not trivial: most of them have a skip, and logits that differ. */
  @Test
  void randomNetworks_haveSkipsAndLiveLogits() {
    int skips = 0;
    int alive = 0;
    for (long seed = 0; seed < 60; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
      List<Node<IntegerOp>> nodes = network.network().nodes();
      skips += nodes.stream().anyMatch(node -> node.op() instanceof IntegerOp.Add) ? 1 : 0;
      List<long[]> images = RandomQuantizedNetworks.images(network, seed, 2);
      IntegerInterpreter interpreter = new IntegerInterpreter(network);
      long[] first = interpreter.logits(images.get(0));
      alive += Arrays.equals(first, interpreter.logits(images.get(1))) ? 0 : 1;
    }
    assertFalse(skips < 30, "networks with a skip: " + skips + " of 60");
    assertFalse(alive < 45, "networks whose logits depend on the image: " + alive + " of 60");
  }

  private static long[] engineLogits(QuantizedNetwork network, long[] image) {
    Shape shape = network.network().shape(network.network().input().name());
    float[] reals = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      reals[i] = image[i];
    }
    try (IntegerModel model =
            new IntegerModel(network.network(), network.integers(), network.inputType());
        EngineScope scope = EngineScope.inference()) {
      double[] logits = model.forwardIntegers(Value.of(reals, shape)).toDoubles();
      return Arrays.stream(logits).mapToLong(value -> (long) value).toArray();
    }
  }
}
