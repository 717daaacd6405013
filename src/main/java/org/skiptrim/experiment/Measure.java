package org.skiptrim.experiment;

/**
 * A figure that tables have.
 *
 * @param name with its unit; figures of one name are compared with each other
 * @param value as it is shown: a share of 0.25 is 25
 * @param decimals shown
 * @param isShare whether it is a share in per cent, so that changes are in percentage points
 */
public record Measure(String name, double value, int decimals, boolean isShare) {

  /** A number of things. */
  public static Measure count(String name, double value) {
    return new Measure(name, value, 0, false);
  }

  /** A ratio in per cent, without the digits that are none: 0.1983 is 19.83. */
  public static Measure share(String name, double ratio, int decimals) {
    return new Measure(name, Math.rint(ratio * 1e8) / 1e6, decimals, true);
  }
}
