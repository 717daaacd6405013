package org.skiptrim.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;

/**
 * How values lie in the range of a type before they are rounded to it. Zeros, which a ReLU makes by
 * the million, are left out.
 *
 * @param counts how many are in each of {@link #BINS} equal parts: from {@link #MARGIN} of the
 *     range below it to as much above it, the first and the last with all that is beyond
 * @param beyond how many the type cannot hold
 * @param toZero how many are rounded to 0
 */
public record RangeCounts(List<Long> counts, long beyond, long toZero) {
  /** Parts of range and margins. */
  public static final int BINS = 60;

  /** On either side, as a share of the range. */
  public static final double MARGIN = 0.25;

  /**
   * Those of a tensor.
   *
   * @param step what one of the type's integers is worth in it
   */
  public static RangeCounts of(Value values, FixedPoint type, double step) {
    try (PointerScope temporary = new PointerScope()) {
      Tensor all = values.tensor().flatten().to(ScalarType.Double).mul(new Scalar(1 / step));
      Tensor steps = all.masked_select(all.ne(new Scalar(0.0)));
      double least = type.minInteger() - 0.5;
      double most = type.maxInteger() + 0.5;
      Scalar from = new Scalar(least - MARGIN * (most - least));
      Scalar to = new Scalar(most + MARGIN * (most - least));
      Tensor within = steps.clamp(new ScalarOptional(from), new ScalarOptional(to));
      double[] counts = Tensors.toDoubles(torch.histc(within, BINS, from, to));
      Tensor beyond = steps.gt(new Scalar(most)).logical_or(steps.lt(new Scalar(least)));
      Tensor toZero = steps.abs().le(new Scalar(0.5));
      return new RangeCounts(
          Arrays.stream(counts).mapToObj(count -> (long) count).toList(),
          beyond.sum().item_long(),
          toZero.sum().item_long());
    }
  }

  /** Of both together. */
  public RangeCounts plus(RangeCounts other) {
    return new RangeCounts(
        IntStream.range(0, BINS).mapToObj(i -> counts.get(i) + other.counts.get(i)).toList(),
        beyond + other.beyond,
        toZero + other.toZero);
  }

  /** How many values. */
  public long values() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
