package org.skiptrim.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Quantize;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.RangeUse;
import org.skiptrim.report.RangeChart;
import org.skiptrim.report.RangeChart.Histogram;
import org.skiptrim.report.RangeChart.Row;
import org.skiptrim.runs.RunStore;
import org.skiptrim.storage.Json;
import org.skiptrim.storage.Words;
import tools.jackson.core.type.TypeReference;

/** How weights and activations lie in the ranges of their types, for each quantized network. */
record RangeCharts(ExperimentPlan plan, RunStore store) {
  /** Those of a case's precisions that are done. */
  List<ReportPictures.Picture> of(ExperimentPlan.Case one) throws IOException {
    List<ReportPictures.Picture> pictures = new ArrayList<>();
    for (Optional<Precision> precision : plan.precisions(one.network())) {
      QuantizedStep step = plan.quantized(one, precision);
      Path file = store.path(step).resolve(Quantize.RANGES);
      if (store.isDone(step) && Files.exists(file)) { // steps of earlier versions have none
        String types = new Outcome.Group(one.network(), precision, null).precisionText();
        String slug =
            types.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceFirst("-$", "");
        String name = "ranges-" + one.network().slug() + "-" + Words.of(one.variant()) + "-" + slug;
        List<RangeUse> uses = Json.read(file, new TypeReference<List<RangeUse>>() {});
        pictures.add(
            new ReportPictures.Picture(name, chart(one.title() + ", " + types, uses).draw()));
      }
    }
    return pictures;
  }

  private static RangeChart chart(String title, List<RangeUse> uses) {
    Map<String, Histogram[]> rows = new LinkedHashMap<>();
    Set<String> filled = new HashSet<>();
    for (RangeUse use : uses) {
      // What an add reads and what convolutions read can have types of their own.
      String name =
          use.weights() || filled.add(use.layer()) ? use.layer() : use.layer() + ", convolved";
      Histogram[] row =
          rows.computeIfAbsent(name, key -> new Histogram[] {Histogram.NONE, Histogram.NONE});
      row[use.weights() ? 0 : 1] = new Histogram(use.histogram(), note(use));
    }
    List<Row> all = new ArrayList<>();
    rows.forEach((name, row) -> all.add(new Row(name, List.of(row))));
    return new RangeChart(
        title, List.of("weights", "activations"), RangeUse.BEGINS, 1 - RangeUse.BEGINS, all);
  }

  private static String note(RangeUse use) {
    return String.format(
        Locale.ROOT,
        "<%d,%d> %.1f %% out, %.0f %% to 0",
        use.type().width(),
        use.type().integerBits(),
        100 * use.beyond(),
        100 * use.toZero());
  }
}
