package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters.Values;

class WeightQuantizationTest {
  private static final int OUTPUTS = 16;
  private static final int SIZE = 6 * 9;

  private static Values values(double[] data) {
    return new Values(List.of(OUTPUTS, 6, 3, 3), data);
  }

  private static Values bellShaped(long seed) {
    Random random = new Random(seed);
    double[] data = new double[OUTPUTS * SIZE];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return values(data);
  }

  private static double largest(Values weight, int output) {
    double largest = 0;
    for (int i = output * SIZE; i < (output + 1) * SIZE; i++) {
      largest = Math.max(largest, Math.abs(weight.data()[i]));
    }
    return largest;
  }

  @Test
  void units_ofWideTypes_makeTheLargestWeightTheLargestInteger() {
    Values weight = bellShaped(1);
    double[] units = WeightQuantization.units(weight, FixedPoint.signed(8, 3));
    for (int c = 0; c < OUTPUTS; c++) {
      assertEquals(largest(weight, c) / 127, units[c], 1e-7);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void units_ofFewBits_errLessThanWithTheLargest(int width) {
    FixedPoint type = FixedPoint.signed(width, 1);
    Values weight = bellShaped(width);
    double[] units = WeightQuantization.units(weight, type);
    double chosen = 0;
    double widest = 0;
    for (int c = 0; c < OUTPUTS; c++) {
      chosen += error(weight, c, units[c], type);
      widest += error(weight, c, largest(weight, c) / type.maxInteger(), type);
    }
    assertTrue(chosen <= widest, chosen + " instead of " + widest);
    assertTrue(width > 5 || chosen < 0.9 * widest, chosen + " instead of " + widest);
  }

  private static double error(Values weight, int output, double unit, FixedPoint type) {
    double error = 0;
    for (int i = output * SIZE; i < (output + 1) * SIZE; i++) {
      double value = weight.data()[i];
      double rounded = type.narrow((long) Math.rint(value / unit)) * unit;
      error += (value - rounded) * (value - rounded);
    }
    return error;
  }

  /** So that what error feedback has rounded is not rounded once more. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
  void units_ofWeightsOnAGrid_areItsSteps(int width) {
    FixedPoint type = FixedPoint.signed(width, 1);
    Random random = new Random(width);
    double[] data = new double[OUTPUTS * SIZE];
    double[] steps = random.doubles(OUTPUTS, 0.01, 3).map(x -> (float) x).toArray();
    for (int i = 0; i < data.length; i++) {
      long integer = i % SIZE == 0 ? type.maxInteger() : random.nextLong(-1, type.maxInteger() + 1);
      data[i] = (float) (integer * steps[i / SIZE]);
    }
    double[] units = WeightQuantization.units(values(data), type);
    for (int i = 0; i < data.length; i++) {
      double integers = data[i] / units[i / SIZE];
      assertEquals(Math.rint(integers), integers, 1e-3);
      assertEquals(steps[i / SIZE], units[i / SIZE], 1e-5 * steps[i / SIZE]);
    }
  }

  /** Of a whole layer. */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 12, 16})
  void unit_ofWideTypes_isTheSmallestPowerOfTwoThatHoldsTheLargest(int width) {
    FixedPoint type = FixedPoint.signed(width, 3);
    Random random = new Random(width);
    for (int i = 0; i < 200; i++) {
      double largest = (float) Math.exp(random.nextGaussian() * 3);
      double unit = WeightQuantization.unit(layer(0.1 * largest, -largest), type);
      assertEquals(unit, Math.scalb(1.0, Math.getExponent(unit)));
      assertTrue(Math.rint(largest / unit) <= type.maxInteger(), largest + " by " + unit);
      assertTrue(2 * largest / unit > type.maxInteger() - 1, largest + " by " + unit);
    }
  }

  @Test
  void unit_ofFewBits_errsLeast() {
    FixedPoint type = FixedPoint.signed(2, 1);
    double[] weights = new double[100];
    Arrays.fill(weights, 0.25);
    weights[0] = 1;
    assertEquals(0.25, WeightQuantization.unit(layer(weights), type));
    weights[0] = 0.25;
    assertEquals(0.25, WeightQuantization.unit(layer(weights), type));
  }

  @Test
  void unit_ofZeros_isTheTypes() {
    assertEquals(0.25, WeightQuantization.unit(layer(0, 0), FixedPoint.signed(4, 2)));
    assertEquals(1 / 32.0, WeightQuantization.unit(layer(0, 0), FixedPoint.signed(8, 3)));
  }

  private static Values layer(double... weights) {
    return new Values(List.of(1, weights.length), weights);
  }
}
