package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Quantize;
import org.skiptrim.experiment.RunStatus;
import org.skiptrim.experiment.RunStore;
import org.skiptrim.experiment.Step;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;
import org.skiptrim.spec.Variant;

/** The tables of an experiment's report. */
record ReportTables(ExperimentPlan plan, RunStore store) {

  /** Residual against skipless, one table for each depth, precision and device. */
  List<Table> comparisons() throws IOException {
    List<Table> tables = new ArrayList<>();
    for (Outcome.Group group : Outcome.groups(plan.spec())) {
      tables.add(comparison(group));
    }
    return tables;
  }

  private Table comparison(Outcome.Group group) throws IOException {
    List<Variant> variants = plan.spec().variants().stream().sorted().toList();
    List<Outcome> outcomes = new ArrayList<>();
    for (Variant variant : variants) {
      outcomes.add(Outcome.of(plan, store, group, variant));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.text("")));
    variants.forEach(variant -> columns.add(Column.number(variant.word())));
    if (variants.size() == 2) {
      columns.add(Column.number("change"));
    }
    Table table = new Table(group.title(), columns, List.of(), List.of());
    Stream<Measure> measures = Measure.all().stream();
    if (group.device() != null) {
      measures = Stream.concat(measures, Measure.shares(group.device()).stream());
    }
    for (Measure measure : measures.toList()) {
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

  private static Cell cell(Measure measure, Outcome outcome) {
    double[] values = values(measure, outcome);
    if (values.length == 0) {
      return Cell.missing("not done");
    }
    return values.length == 1
        ? Cell.number(values[0], measure.decimals())
        : Cell.meanStd(values, measure.decimals());
  }

  /** From the first to the second; of means, if there are several trials. */
  private static Cell change(Measure measure, Outcome first, Outcome second) {
    double from = Arrays.stream(values(measure, first)).average().orElse(Double.NaN);
    double to = Arrays.stream(values(measure, second)).average().orElse(Double.NaN);
    if (Double.isNaN(from) || Double.isNaN(to)) {
      return Cell.missing("not done");
    }
    if (measure.isShare()) {
      String points = String.format(Locale.ROOT, "%+." + measure.decimals() + "f", to - from);
      return Cell.text(points.replace('-', '−') + " points");
    }
    return from == 0 ? Cell.missing("nothing to compare with") : Cell.change(to / from - 1, 1);
  }

  private static double[] values(Measure measure, Outcome outcome) {
    return measure.trials().apply(outcome).stream().mapToDouble(v -> v).toArray();
  }

  /** Which modules of the hardware library take how much, in the first trial of each variant. */
  List<Table> modules() throws IOException {
    List<Table> tables = new ArrayList<>();
    for (Outcome.Group group : Outcome.groups(plan.spec())) {
      for (Variant variant : plan.spec().variants()) {
        Outcome.of(plan, store, group, variant).synthesized().stream()
            .findFirst()
            .filter(figures -> !figures.parts().isEmpty())
            .map(figures -> ModuleTable.of(group.title() + ", " + variant.word(), figures))
            .ifPresent(tables::add);
      }
    }
    return tables;
  }

  /** Everything in one table with a row for each variant, for other programs. */
  Table results() throws IOException {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.number("depth"),
                Column.text("variant"),
                Column.text("precision"),
                Column.text("device")));
    Measure.all().forEach(measure -> columns.add(Column.number(measure.name())));
    Table table = new Table("Results", columns, List.of(), List.of());
    for (Outcome.Group group : Outcome.groups(plan.spec())) {
      for (Variant variant : plan.spec().variants()) {
        table = table.row(result(group, variant));
      }
    }
    return table;
  }

  private Cell[] result(Outcome.Group group, Variant variant) throws IOException {
    Outcome outcome = Outcome.of(plan, store, group, variant);
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.number(group.depth()));
    cells.add(Cell.text(variant.word()));
    cells.add(Cell.text(Quantize.precisionText(group.precision())));
    cells.add(Cell.text(group.device() == null ? "" : group.device().name()));
    Measure.all().forEach(measure -> cells.add(cell(measure, outcome)));
    return cells.toArray(Cell[]::new);
  }

  /** How long each step took. */
  Table times() throws IOException {
    Table table =
        Table.of(
            "Time by step",
            Column.text("step"),
            Column.text("of"),
            Column.number("time", "s"),
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
              Cell.text(done ? store.result(step).summary() : status.error()));
    }
    return table.row(Cell.text("all"), Cell.text(""), Cell.number(all, 0), Cell.text(""));
  }
}
