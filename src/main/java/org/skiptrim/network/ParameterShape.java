package org.skiptrim.network;

import java.util.List;
import java.util.Random;

/**
 * A parameter that an operation has.
 *
 * @param extents the slowest first
 * @param start what it is before a network has learned
 * @param isTrained whether learning changes it; batch norm's running statistics are only measured
 */
public record ParameterShape(List<Integer> extents, Start start, boolean isTrained) {

  /** Fresh values. */
  sealed interface Start {
    /** Nothing yet. */
    Start ZERO = new Constant(0);

    /** Leaves what it is multiplied with as it is. */
    Start ONE = new Constant(1);

    /** The next value; only a start that is random draws any. */
    double next(Random random);

    /** Normal, after He et al. (arXiv 1502.01852): so many results depend on each input. */
    static Start he(int fanOut) {
      return new Normal(Math.sqrt(2.0 / fanOut));
    }

    /** Uniform in ±1/√inputs. */
    static Start uniform(int inputs) {
      return new Uniform(1 / Math.sqrt(inputs));
    }
  }

  private record Constant(double value) implements Start {
    @Override
    public double next(Random random) {
      return value;
    }
  }

  private record Normal(double deviation) implements Start {
    @Override
    public double next(Random random) {
      return deviation * random.nextGaussian();
    }
  }

  private record Uniform(double bound) implements Start {
    @Override
    public double next(Random random) {
      return bound * (2 * random.nextDouble() - 1);
    }
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
