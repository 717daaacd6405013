package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Measure;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.experiment.TrainingFigures;
import org.skiptrim.quantization.Precision;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.Variant;

/** What each precision costs and saves. */
record PrecisionTables(ExperimentPlan plan, RunStore store) {
  private static final List<Measure> MEASURES =
      List.of(
          Measure.share(TrainingFigures.ACCURACY, 0, 2),
          Measure.share(QuantizationFigures.UNTRAINED, 0, 2),
          Measure.share(QuantizationFigures.ACCURACY, 0, 2),
          Measure.count(QuantizationFigures.WEIGHT_BITS, 0),
          Measure.count(QuantizationFigures.ACTIVATION_BITS, 0));

  /** One table for each network and variant that has several: the types down. */
  List<Table> tables() throws IOException {
    List<Table> tables = new ArrayList<>();
    for (NetworkSpec network : plan.spec().networks()) {
      if (plan.precisions(network).size() > 1) {
        for (Variant variant : network.variants()) {
          tables.add(table(network, variant));
        }
      }
    }
    return tables;
  }

  private Table table(NetworkSpec network, Variant variant) throws IOException {
    Table table =
        Table.of(
            network.title(variant)
                + " by precision, test accuracy (%), before training on and after",
            Column.text("type"),
            Column.number("real numbers"),
            Column.number("integers before"),
            Column.number("integers"),
            Column.number("weights (bits)"),
            Column.number("activations (bits)"));
    for (Optional<Precision> precision : plan.precisions(network)) {
      Outcome.Group group = new Outcome.Group(network, precision, null);
      Outcome outcome = Outcome.of(plan, store, group, variant);
      List<Cell> cells = new ArrayList<>(List.of(Cell.text(group.precisionText())));
      MEASURES.forEach(measure -> cells.add(ReportTables.cell(measure, outcome)));
      table = table.row(cells.toArray(Cell[]::new));
    }
    return table;
  }
}
