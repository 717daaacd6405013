package org.skiptrim.results;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.RunStore;
import org.skiptrim.report.BarChart;
import org.skiptrim.spec.Variant;
import org.skiptrim.toolchain.Resource;
import org.skiptrim.toolchain.Utilization;

/** What the skipless design takes, in per cent of the residual one. */
final class HardwareChart {
  private HardwareChart() {}

  /** The first trial's, if both designs are synthesized. */
  static Optional<ReportPictures.Picture> of(
      ExperimentPlan plan, RunStore store, Outcome.Group group) throws IOException {
    Outcome residual = Outcome.of(plan, store, group, Variant.RESIDUAL);
    Outcome skipless = Outcome.of(plan, store, group, Variant.SKIPPER);
    if (residual.synthesized().isEmpty() || skipless.synthesized().isEmpty()) {
      return Optional.empty();
    }
    Utilization from = residual.synthesized().get(0).total();
    Utilization to = skipless.synthesized().get(0).total();
    BarChart chart = BarChart.of(group.title(), "% of residual", 1, "residual", "skipper");
    for (Resource resource : Resource.values()) {
      double all = from.used(resource);
      double left = all == 0 ? Double.NaN : 100 * to.used(resource) / all;
      chart = chart.group(resource.name(), all == 0 ? Double.NaN : 100, left);
    }
    String slug = group.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return Optional.of(new ReportPictures.Picture("hardware-" + slug, chart.draw()));
  }
}
