package org.skiptrim.report;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What several trials of one thing say of it.
 *
 * @param mean of the values
 * @param deviation of the sample, with n − 1 in the denominator; 0 for one trial, which has none
 * @param count n
 */
public record Trials(double mean, double deviation, int count) {
  private static final double UPPER_TAIL = 0.975;

  /**
   * Of one value or more.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Trials of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "no trials have no mean; use Cell.missing with the reason");
    }
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    return new Trials(mean, deviation, values.length);
  }

  /**
   * Half the width of the 95 % confidence interval of the mean, by Student's t: for n = 5, 2.776 ·
   * deviation / √5.
   *
   * @throws IllegalStateException if there is one trial only, which says nothing of its spread
   */
  public double halfWidth95() {
    if (count < 2) {
      throw new IllegalStateException("one trial has no confidence interval");
    }
    double t = TDistribution.of(count - 1.0).inverseCumulativeProbability(UPPER_TAIL);
    return t * deviation / Math.sqrt(count);
  }
}
