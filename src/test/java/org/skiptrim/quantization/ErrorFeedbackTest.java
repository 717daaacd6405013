package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Parameters.Values;

class ErrorFeedbackTest {
  private static final FixedPoint TYPE = FixedPoint.signed(3, 3);
  private static final int INPUTS = 12;

  /** Rows of weights between the type's ends. */
  private static Values weights(int outputs, Random random) {
    int count = outputs * INPUTS;
    double[] data = random.doubles(count, -3, 3).toArray();
    return new Values(List.of(outputs, INPUTS), data);
  }

  private static double[] units(int outputs) {
    double[] units = new double[outputs];
    Arrays.fill(units, 1);
    return units;
  }

  private static double[] nearest(Values weights) {
    return Arrays.stream(weights.data()).map(w -> Math.rint(w) + 0.0).toArray(); // no −0
  }

  @Test
  void rounded_ofInputsThatHaveNothingInCommon_isTheNearest() {
    Values weights = weights(5, new Random(1));
    double[] identity = new double[INPUTS * INPUTS];
    for (int i = 0; i < INPUTS; i++) {
      identity[i * INPUTS + i] = 7;
    }
    Values rounded = ErrorFeedback.rounded(weights, identity, units(5), TYPE);
    assertArrayEquals(nearest(weights), rounded.data());
  }

  /** Random inputs that go together, as neighbouring pixels do. */
  @Test
  void rounded_ofInputsThatGoTogether_errsLessThanTheNearest() {
    for (long seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      Values weights = weights(8, random);
      double[] products = products(random);
      Values rounded = ErrorFeedback.rounded(weights, products, units(8), TYPE);
      for (double value : rounded.data()) {
        assertEquals(Math.rint(value), value);
        assertTrue(value >= TYPE.minInteger() && value <= TYPE.maxInteger());
      }
      double before = error(weights.data(), nearest(weights), products);
      double after = error(weights.data(), rounded.data(), products);
      assertTrue(after < 0.7 * before, "error " + after + " instead of " + before);
    }
  }

  private static double[] products(Random random) {
    double[] sum = new double[INPUTS * INPUTS];
    for (int sample = 0; sample < 200; sample++) {
      double common = random.nextGaussian();
      double[] x = new double[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        x[i] = common + 0.3 * random.nextGaussian();
      }
      for (int i = 0; i < INPUTS * INPUTS; i++) {
        sum[i] += x[i / INPUTS] * x[i % INPUTS];
      }
    }
    return sum;
  }

  /** Σ (Δw·x)² over outputs and inputs. */
  private static double error(double[] wanted, double[] found, double[] products) {
    double error = 0;
    for (int row = 0; row < wanted.length; row += INPUTS) {
      for (int i = 0; i < INPUTS; i++) {
        for (int j = 0; j < INPUTS; j++) {
          error +=
              (wanted[row + i] - found[row + i])
                  * (wanted[row + j] - found[row + j])
                  * products[i * INPUTS + j];
        }
      }
    }
    return error;
  }

  /** A channel that is always 0 says nothing, and does no harm. */
  @Test
  void rounded_ofInputsThatAreAlwaysZero_isTheNearest() {
    Values weights = weights(2, new Random(3));
    Values rounded = ErrorFeedback.rounded(weights, new double[INPUTS * INPUTS], units(2), TYPE);
    assertArrayEquals(nearest(weights), rounded.data());
  }
}
