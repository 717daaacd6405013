package org.skiptrim.results;

import java.io.IOException;
import java.util.Optional;
import org.skiptrim.device.Resource;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.report.BarChart;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;

/** What the skipless design takes, in per cent of the residual one. */
final class HardwareChart {
  private HardwareChart() {}

  /** Means over the trials, if both designs are synthesized. */
  static Optional<ReportPictures.Picture> of(
      ExperimentPlan plan, RunStore store, Outcome.Group group) throws IOException {
    Outcome residual = Outcome.of(plan, store, group, Variant.RESIDUAL);
    Outcome skipless = Outcome.of(plan, store, group, group.skipless());
    if (residual.mean(Resource.LUT.name()).isEmpty()
        || skipless.mean(Resource.LUT.name()).isEmpty()) {
      return Optional.empty();
    }
    String without = Words.of(group.skipless());
    BarChart chart = BarChart.of(group.title(), "% of residual", 1, "residual", without);
    for (Resource resource : Resource.values()) {
      double all = residual.mean(resource.name()).orElse(0);
      double left = all == 0 ? Double.NaN : 100 * skipless.mean(resource.name()).orElse(0) / all;
      chart = chart.group(resource.name(), all == 0 ? Double.NaN : 100, left);
    }
    return Optional.of(new ReportPictures.Picture("hardware-" + group.slug(), chart.draw()));
  }
}
