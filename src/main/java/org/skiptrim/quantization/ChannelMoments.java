package org.skiptrim.quantization;

import java.util.Arrays;
import org.skiptrim.engine.Value;

/**
 * Mean and variance of each channel of a feature map over many images.
 *
 * @param means sums of the batches' means until {@link #over} divides them; so are the variances
 */
record ChannelMoments(double[] means, double[] variances) {

  /** Of one batch. */
  static ChannelMoments of(Value map) {
    double[][] moments = map.momentsByChannel();
    return new ChannelMoments(moments[0], moments[1]);
  }

  ChannelMoments plus(ChannelMoments other) {
    return new ChannelMoments(sum(means, other.means), sum(variances, other.variances));
  }

  ChannelMoments over(int batches) {
    return new ChannelMoments(divided(means, batches), divided(variances, batches));
  }

  static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private static double[] divided(double[] sums, int count) {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }
}
