package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Measure;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.SynthesisFigures;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;

/** The tables of an experiment's report. */
record ReportTables(ExperimentPlan plan, RunStore store) {

  /** Residual against skipless, one table for each network, precision and device. */
  List<Table> comparisons() throws IOException {
    List<Table> tables = new ArrayList<>();
    for (Outcome.Group group : Outcome.groups(plan)) {
      tables.add(comparison(group));
    }
    return tables;
  }

  private Table comparison(Outcome.Group group) throws IOException {
    List<Variant> variants = group.variants();
    List<Outcome> outcomes = new ArrayList<>();
    for (Variant variant : variants) {
      outcomes.add(Outcome.of(plan, store, group, variant));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.text("")));
    variants.forEach(variant -> columns.add(Column.number(Words.of(variant))));
    if (variants.size() == 2) {
      columns.add(Column.number("change"));
    }
    Table table = new Table(group.title(), columns, List.of(), List.of());
    for (Measure measure : Outcome.kinds(outcomes)) {
      table = table.row(row(measure, outcomes));
    }
    return table;
  }

  private static Cell[] row(Measure measure, List<Outcome> outcomes) {
    List<Cell> cells = new ArrayList<>(List.of(Cell.text(measure.name())));
    outcomes.forEach(outcome -> cells.add(cell(measure, outcome)));
    if (outcomes.size() == 2) {
      cells.add(change(measure, outcomes.get(0), outcomes.get(1)));
    }
    return cells.toArray(Cell[]::new);
  }

  /** A measure over the trials that have it. */
  static Cell cell(Measure measure, Outcome outcome) {
    double[] values = outcome.values(measure.name());
    if (values.length == 0) {
      return Cell.missing("not done");
    }
    return values.length == 1
        ? Cell.number(values[0], measure.decimals())
        : Cell.meanStd(values, measure.decimals());
  }

  /** From the first to the second; of means, if there are several trials. */
  private static Cell change(Measure measure, Outcome first, Outcome second) {
    double from = first.mean(measure.name()).orElse(Double.NaN);
    double to = second.mean(measure.name()).orElse(Double.NaN);
    if (Double.isNaN(from) || Double.isNaN(to)) {
      return Cell.missing("not done");
    }
    if (measure.isShare()) {
      String points = String.format(Locale.ROOT, "%+." + measure.decimals() + "f", to - from);
      return Cell.text(points.replace('-', '−') + " points");
    }
    return from == 0 ? Cell.missing("nothing to compare with") : Cell.change(to / from - 1, 1);
  }

  /** Which modules of the hardware library take how much, in the first trial of each variant. */
  List<Table> modules() throws IOException {
    List<Table> tables = new ArrayList<>();
    for (Outcome.Group group : Outcome.groups(plan)) {
      for (Variant variant : group.variants()) {
        synthesized(group, variant)
            .filter(figures -> !figures.parts().isEmpty())
            .map(figures -> ModuleTable.of(group.title() + ", " + Words.of(variant), figures))
            .ifPresent(tables::add);
      }
    }
    return tables;
  }

  private Optional<SynthesisFigures> synthesized(Outcome.Group group, Variant variant)
      throws IOException {
    if (group.device() == null) {
      return Optional.empty();
    }
    ExperimentPlan.Case first = plan.trials(group.network(), variant).get(0);
    return store.find(plan.hardware().synthesize(first, group.precision(), group.device()));
  }

  /** Everything in one table with a row for each variant, for other programs. */
  Table results() throws IOException {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.text("network"),
                Column.text("variant"),
                Column.text("precision"),
                Column.text("device")));
    List<Outcome> outcomes = new ArrayList<>();
    for (Outcome.Group group : Outcome.groups(plan)) {
      for (Variant variant : group.variants()) {
        outcomes.add(Outcome.of(plan, store, group, variant));
      }
    }
    List<Measure> measures = Outcome.kinds(outcomes);
    measures.forEach(measure -> columns.add(Column.number(measure.name())));
    Table table = new Table("Results", columns, List.of(), List.of());
    int next = 0;
    for (Outcome.Group group : Outcome.groups(plan)) {
      for (Variant variant : group.variants()) {
        table = table.row(result(group, variant, measures, outcomes.get(next++)));
      }
    }
    return table;
  }

  private static Cell[] result(
      Outcome.Group group, Variant variant, List<Measure> measures, Outcome outcome) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(group.network().name()));
    cells.add(Cell.text(Words.of(variant)));
    cells.add(Cell.text(group.precisionText()));
    cells.add(Cell.text(group.device() == null ? "" : group.device().name()));
    measures.forEach(measure -> cells.add(cell(measure, outcome)));
    return cells.toArray(Cell[]::new);
  }

  /** How long each step took, and how much memory. */
  Table times() throws IOException {
    Table table =
        Table.of(
            "Time and memory by step",
            Column.text("step"),
            Column.text("of"),
            Column.number("time", "s"),
            Column.number("peak memory", "MB"),
            Column.text("result"));
    double all = 0;
    for (Step<?> step : plan.steps()) {
      RunStatus status = store.status(step);
      all += status.seconds();
      boolean done = status.state() == RunStatus.State.DONE;
      table =
          table.row(
              Cell.text(step.kind()),
              Cell.text(step.subject()),
              done ? Cell.number(status.seconds(), 0) : Cell.missing("not done"),
              memory(status),
              Cell.text(done ? store.summary(step).orElse("") : status.error()));
    }
    return table.row(
        Cell.text("all"), Cell.text(""), Cell.number(all, 0), Cell.text(""), Cell.text(""));
  }

  private static Cell memory(RunStatus status) {
    if (status.state() != RunStatus.State.DONE) {
      return Cell.missing("not done");
    }
    return status.peakMb() > 0 ? Cell.number(status.peakMb(), 0) : Cell.missing("not measured");
  }
}
