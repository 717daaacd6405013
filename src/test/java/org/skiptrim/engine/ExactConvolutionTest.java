package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.IntegerRange;
import org.skiptrim.network.Parameters.Values;

class ExactConvolutionTest {
  private static final int IMAGES = 2;
  private static final int INPUTS = 5;
  private static final int OUTPUTS = 4;
  private static final int HEIGHT = 9;
  private static final int WIDTH = 8;

  /** Up to 55 bits: by digits in float32, and by one matrix product in longs. */
  @ParameterizedTest
  @CsvSource({
    "8, 8, 3, 1, 1",
    "2, 2, 3, 2, 1",
    "16, 16, 3, 2, 1",
    "24, 24, 3, 1, 0",
    "24, 4, 1, 2, 0",
    "3, 24, 5, 1, 2"
  })
  void of_anyWidths_isTheSumInLongs(
      int inputBits, int weightBits, int kernel, int stride, int padding) {
    Random random = new Random(inputBits + weightBits);
    int terms = INPUTS * kernel * kernel;
    Values weight =
        new Values(
            List.of(OUTPUTS, INPUTS, kernel, kernel),
            integers(random, OUTPUTS * terms, weightBits));
    double[] image = integers(random, IMAGES * INPUTS * HEIGHT * WIDTH, inputBits);
    IntegerOp.Conv2d op =
        new IntegerOp.Conv2d(OUTPUTS, kernel, stride, padding, FixedPoint.signed(weightBits, 1));
    Owned owned = new Owned();
    try (EngineScope scope = EngineScope.inference()) {
      Tensor pixels = Tensor.create(image, IMAGES, INPUTS, HEIGHT, WIDTH);
      ExactConvolution exact =
          new ExactConvolution(
              op, weight, new IntegerRange(inputBits, true), ExactArithmetic.LONG, owned);
      double[] expected = inLongs(image, weight, op);
      assertArrayEquals(expected, Tensors.toDoubles(exact.of(pixels.to(ScalarType.Float))));
      Tensor weights = Tensors.of(weight, ScalarType.Double);
      assertArrayEquals(
          expected, Tensors.toDoubles(FloatProducts.byMatrixProduct(pixels, weights, op)));
    } finally {
      owned.close();
    }
  }

  /** Sums of sums: a convolution that reads what another has added up, 2^60 and all. */
  @Test
  void of_inputsBeyondDoubles_isTheSumInLongs() {
    IntegerOp.Conv2d op = new IntegerOp.Conv2d(1, 1, 1, 0, FixedPoint.signed(3, 3));
    Values weight = new Values(List.of(1, 2, 1, 1), new double[] {1, -3});
    long big = (1L << 60) + 1;
    Owned owned = new Owned();
    try (EngineScope scope = EngineScope.inference()) {
      ExactConvolution exact =
          new ExactConvolution(op, weight, new IntegerRange(62, true), ExactArithmetic.LONG, owned);
      Tensor in = Tensor.create(new long[] {big, 7}, 1, 2, 1, 1);
      assertEquals(big - 21, exact.of(in).item_long());
    } finally {
      owned.close();
    }
  }

  /** Else digits would not be needed. */
  @Test
  void floatAlone_isNotExact() {
    try (EngineScope scope = EngineScope.inference()) {
      Tensor both = Tensor.create(new float[] {1 << 12, 1}, 1, 2, 1, 1);
      long[] one = {1, 1};
      Tensor sum = torch.conv2d(both, both, new TensorOptional(), one, new long[] {0, 0}, one, 1);
      assertNotEquals((1 << 24) + 1, sum.item_double());
    }
  }

  private static double[] inLongs(double[] image, Values weight, IntegerOp.Conv2d op) {
    int height = (HEIGHT + 2 * op.padding() - op.kernel()) / op.stride() + 1;
    int width = (WIDTH + 2 * op.padding() - op.kernel()) / op.stride() + 1;
    double[] sums = new double[IMAGES * OUTPUTS * height * width];
    for (int i = 0; i < sums.length; i++) {
      int x = i % width;
      int y = i / width % height;
      int output = i / (width * height) % OUTPUTS;
      int first = i / (width * height * OUTPUTS) * INPUTS;
      long sum = 0;
      for (int k = 0; k < INPUTS * op.kernel() * op.kernel(); k++) {
        int row = y * op.stride() + k / op.kernel() % op.kernel() - op.padding();
        int column = x * op.stride() + k % op.kernel() - op.padding();
        if (row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH) {
          int channel = first + k / (op.kernel() * op.kernel());
          double weighed = weight.data()[output * INPUTS * op.kernel() * op.kernel() + k];
          double pixel = image[(channel * HEIGHT + row) * WIDTH + column];
          sum += Math.multiplyExact((long) pixel, (long) weighed);
        }
      }
      sums[i] = sum;
    }
    return sums;
  }

  private static double[] integers(Random random, int count, int bits) {
    long largest = 1L << (bits - 1);
    return random.longs(count, -largest, largest).asDoubleStream().toArray();
  }
}
