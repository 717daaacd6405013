package org.skiptrim.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.TrainedNetwork;

/**
 * Mean and variance of each channel of a feature map over many images.
 *
 * @param means one for each channel
 * @param variances one for each channel; the mean of those within the batches
 */
public record ChannelMoments(double[] means, double[] variances) {

  /** Of the feature maps of some nodes, by name, batch norm with its running statistics. */
  public static Map<String, ChannelMoments> of(
      TrainedNetwork network, Set<String> nodes, CalibrationImages images) {
    Map<String, ChannelMoments> sums = new HashMap<>();
    int[] batches = {0};
    try (Model model = Model.frozen(network)) {
      images.forEach(
          batch -> {
            batches[0]++;
            model
                .forward(batch, nodes)
                .features()
                .forEach((name, map) -> sums.merge(name, of(map), ChannelMoments::plus));
          });
    }
    sums.replaceAll((name, sum) -> sum.over(batches[0]));
    return sums;
  }

  private static ChannelMoments of(Value map) {
    double[][] moments = map.momentsByChannel();
    return new ChannelMoments(moments[0], moments[1]);
  }

  private ChannelMoments plus(ChannelMoments other) {
    return new ChannelMoments(sum(means, other.means), sum(variances, other.variances));
  }

  private ChannelMoments over(int batches) {
    return new ChannelMoments(divided(means, batches), divided(variances, batches));
  }

  /** Value by value. */
  public static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private static double[] divided(double[] sums, int count) {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }
}
