package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.quantization.Precision;
import org.skiptrim.report.LineChart;
import org.skiptrim.report.LineChart.Point;
import org.skiptrim.report.LineChart.Series;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;
import org.skiptrim.training.EpochRecord;

/** What precisions cost: accuracy over bits, and by epoch of quantization-aware training. */
record PrecisionCharts(ExperimentPlan plan, RunStore store) {

  /** Those of one network for which there are figures. */
  List<ReportPictures.Picture> of(NetworkSpec network) throws IOException {
    List<ReportPictures.Picture> pictures = new ArrayList<>();
    overBits(network).ifPresent(pictures::add);
    for (Variant variant : network.variants()) {
      byEpoch(network, variant).ifPresent(pictures::add);
    }
    return pictures;
  }

  /** Needs more than one precision. */
  private Optional<ReportPictures.Picture> overBits(NetworkSpec network) throws IOException {
    String title = network.name() + ": accuracy on the integers over the bits of its weights";
    LineChart chart = LineChart.of(title, "weights (kbit)", "test accuracy (%)");
    for (Variant variant : network.variants()) {
      List<Point> after = new ArrayList<>();
      List<Point> before = new ArrayList<>();
      for (Optional<Precision> precision : plan.precisions(network)) {
        Outcome outcome =
            Outcome.of(plan, store, new Outcome.Group(network, precision, null), variant);
        add(after, outcome, QuantizationFigures.ACCURACY);
        add(before, outcome, QuantizationFigures.UNTRAINED);
      }
      if (after.size() > 1) {
        int colour = network.variants().indexOf(variant);
        chart = chart.line(series(Words.of(variant), after).coloured(colour));
        if (!before.equals(after)) {
          String name = Words.of(variant) + ", before training on";
          chart = chart.line(series(name, before).coloured(colour).dashed());
        }
      }
    }
    return picture("precisions-" + network.slug(), chart);
  }

  private static void add(List<Point> points, Outcome outcome, String measure) {
    OptionalDouble bits = outcome.mean(QuantizationFigures.WEIGHT_BITS);
    OptionalDouble accuracy = outcome.mean(measure);
    if (bits.isPresent() && accuracy.isPresent()) {
      points.add(new Point(bits.getAsDouble() / 1_000, accuracy.getAsDouble()));
    }
  }

  private static Series series(String name, List<Point> points) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Point::x));
    return new Series(name, sorted, false, Series.OWN);
  }

  private Optional<ReportPictures.Picture> byEpoch(NetworkSpec network, Variant variant)
      throws IOException {
    String title =
        network.title(variant)
            + ": accuracy on the integers by epoch of training with quantization";
    LineChart chart = LineChart.of(title, "epoch", "test accuracy (%)");
    for (Optional<Precision> precision : plan.precisions(network)) {
      List<List<EpochRecord>> trials = histories(network, variant, precision);
      if (!trials.isEmpty()) {
        String types = new Outcome.Group(network, precision, null).precisionText();
        chart = chart.line(mean(types, trials, record -> 100 * record.testAccuracy()));
      }
    }
    return picture("quantization-" + network.slug() + "-" + Words.of(variant), chart);
  }

  private List<List<EpochRecord>> histories(
      NetworkSpec network, Variant variant, Optional<Precision> precision) throws IOException {
    List<List<EpochRecord>> trials = new ArrayList<>();
    for (ExperimentPlan.Case one : plan.trials(network, variant)) {
      store
          .find(plan.quantized(one, precision))
          .map(QuantizationFigures::history)
          .filter(history -> !history.isEmpty())
          .ifPresent(trials::add);
    }
    return trials;
  }

  private static Series mean(
      String name, List<List<EpochRecord>> trials, ToDoubleFunction<EpochRecord> figure) {
    List<Point> points =
        IntStream.range(0, trials.get(0).size())
            .mapToObj(
                epoch ->
                    new Point(
                        epoch + 1,
                        trials.stream()
                            .mapToDouble(trial -> figure.applyAsDouble(trial.get(epoch)))
                            .average()
                            .orElseThrow()))
            .toList();
    return new Series(name, points, false, Series.OWN);
  }

  private static Optional<ReportPictures.Picture> picture(String name, LineChart chart) {
    return chart.series().isEmpty()
        ? Optional.empty()
        : Optional.of(new ReportPictures.Picture(name, chart.draw()));
  }
}
