package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;

class ByteProductsTest {
  private static final int NETWORKS = 300;
  private static final int SIZE = 6;

  @Test
  void product_ofRandomDigits_addsUpToTheConvolution() {
    assumeTrue(Exactness.isExact(), "this processor has no instructions for bytes");
    Random random = new Random(17);
    int made = 0;
    for (int i = 0; i < NETWORKS; i++) {
      IntegerRange inputs = new IntegerRange(1 + random.nextInt(22), random.nextBoolean());
      int weightBits = 2 + random.nextInt(21);
      int channels = 1 + random.nextInt(20);
      int kernel = 1 + 2 * random.nextInt(2);
      IntegerOp.Conv2d op =
          new IntegerOp.Conv2d(
              1 + random.nextInt(20),
              kernel,
              1 + random.nextInt(2),
              random.nextInt(2),
              FixedPoint.signed(weightBits, 1));
      Owned owned = new Owned();
      try (EngineScope scope = EngineScope.inference()) {
        // Both extremes, too: the negative one of a type, and the positive one that needs a turned
        // sign or a digit more.
        long top = (1L << (weightBits - 1)) - 1;
        Tensor weight =
            integers(random, new long[] {op.outputs(), channels, kernel, kernel}, -top, top);
        Tensor images =
            integers(random, new long[] {2, channels, SIZE, SIZE}, inputs.min(), inputs.max());
        Optional<ByteProducts> products = ByteProducts.of(op, weight, inputs, owned);
        made += products.isPresent() ? 1 : 0;
        products.ifPresent(
            bytes ->
                assertArrayEquals(
                    longs(FloatProducts.byMatrixProduct(images, weight, op)),
                    longs(sum(bytes, images)),
                    () -> inputs + " " + op));
      } finally {
        owned.close();
      }
    }
    assertTrue(made > NETWORKS / 5, made + " of " + NETWORKS);
  }

  /** Beyond 2^53 doubles would round: the widths above keep below. */
  private static Tensor sum(ByteProducts products, Tensor images) {
    return products.of(images.to(ScalarType.Float)).stream()
        .map(
            term ->
                term.integers()
                    .to(ScalarType.Double)
                    .mul(new Scalar(Math.scalb(1.0, term.power()))))
        .reduce(Tensor::add)
        .orElseThrow();
  }

  private static long[] longs(Tensor tensor) {
    return Arrays.stream(Tensors.toDoubles(tensor)).mapToLong(value -> (long) value).toArray();
  }

  /** Half of them at an end of the range. */
  private static Tensor integers(Random random, long[] shape, long min, long max) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (random.nextInt(4)) {
            case 0 -> min;
            case 1 -> max;
            default -> min + (long) (random.nextDouble() * (max - min + 1));
          };
    }
    return Tensor.create(values, shape);
  }

  /** As on a processor without them, whose sums of two products saturate at 16 bits. */
  @Test
  void isExact_withoutInstructionsForBytes_isFalse() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-cp",
                System.getProperty("java.class.path"),
                Exactness.class.getName())
            .redirectErrorStream(true);
    java.environment().put("ONEDNN_MAX_CPU_ISA", "AVX2");
    Process process = java.start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals("false", said);
    assertEquals(0, process.waitFor());
  }

  /** What the test above starts. */
  static final class Exactness {
    public static void main(String[] arguments) {
      System.out.println(isExact());
    }

    /** Of a layer as most are. */
    static boolean isExact() {
      return ByteConvolution.isExact(
          new IntegerOp.Conv2d(32, 3, 1, 1, FixedPoint.signed(8, 8)), 32);
    }
  }
}
