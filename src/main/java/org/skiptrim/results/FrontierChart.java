package org.skiptrim.results;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.skiptrim.device.Resource;
import org.skiptrim.experiment.DesignFigures;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.hardware.Frontier;
import org.skiptrim.report.LineChart;
import org.skiptrim.report.LineChart.Point;
import org.skiptrim.report.LineChart.Series;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;

/** How fast designs could be, and what they would take of the device, as estimated. */
final class FrontierChart {
  /** A design that takes more than a whole device is of no use. */
  private static final double MOST_PERCENT = 120;

  private FrontierChart() {}

  /** Of the first trial's residual design and the one without skips, as far as they are made. */
  static Optional<ReportPictures.Picture> of(
      ExperimentPlan plan, RunStore store, Outcome.Group group) throws IOException {
    LineChart chart =
        LineChart.of(
                group.title() + ": what a faster design would take, as estimated",
                "frames in a million cycles",
                "% of the device")
            .yRange(0, MOST_PERCENT);
    boolean any = false;
    for (Variant variant : group.variants()) {
      Optional<DesignFigures> figures =
          store.find(
              plan.hardware()
                  .design(
                      plan.trials(group.network(), variant).get(0),
                      group.precision(),
                      group.device()));
      if (figures.isPresent() && (variant == Variant.RESIDUAL || variant == group.skipless())) {
        chart = with(chart, group, variant, figures.get());
        any = true;
      }
    }
    return any
        ? Optional.of(new ReportPictures.Picture("frontier-" + group.slug(), chart.draw()))
        : Optional.empty();
  }

  private static LineChart with(
      LineChart chart, Outcome.Group group, Variant variant, DesignFigures figures) {
    LineChart drawn = chart;
    for (Resource resource : Resource.values()) {
      if (group.device().available(resource) > 0 && resource != Resource.FF) {
        Series series =
            new Series(
                resource + ", " + Words.of(variant),
                points(figures, group, resource),
                false,
                resource.ordinal());
        drawn = drawn.line(variant == Variant.RESIDUAL ? series.dashed() : series);
      }
    }
    return drawn;
  }

  private static List<Point> points(DesignFigures figures, Outcome.Group group, Resource resource) {
    return figures.frontier().stream()
        .sorted(Comparator.comparing(Frontier::cyclesPerFrame).reversed())
        .map(
            at ->
                new Point(
                    1e6 / at.cyclesPerFrame(), 100 * at.estimate().share(resource, group.device())))
        .toList();
  }
}
