package org.skiptrim.network;

import java.util.List;

/**
 * A parameter that an operation has.
 *
 * @param extents the slowest first
 * @param start what it is before a network has learned
 * @param isTrained whether learning changes it; batch norm's running statistics are only measured
 */
public record ParameterShape(List<Integer> extents, Start start, boolean isTrained) {

  /** Fresh values. */
  enum Start {
    ZERO,
    ONE,
    /** Normal, after He et al. (arXiv 1502.01852, fan-out). */
    HE,
    /** Uniform in ±1/√inputs. */
    UNIFORM
  }

  /** Copies the list. */
  public ParameterShape {
    extents = List.copyOf(extents);
  }

  /** One that learning changes. */
  static ParameterShape trained(Start start, Integer... extents) {
    return new ParameterShape(List.of(extents), start, true);
  }

  /** One that is measured, or worked out from others. */
  static ParameterShape measured(Start start, Integer... extents) {
    return new ParameterShape(List.of(extents), start, false);
  }

  /** How many values it has. */
  public int size() {
    return extents.stream().reduce(1, (a, b) -> a * b);
  }
}
