package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.TrainingFigures;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;
import org.skiptrim.training.EpochRecord;

/** What training came to, on real numbers. */
record AccuracyTables(ExperimentPlan plan, RunStore store) {

  /** A row for each network and variant: maximum and last test accuracy over the trials. */
  Table accuracy() throws IOException {
    Table table =
        Table.of(
            "Test accuracy on real numbers (%)",
            Column.text("network"),
            Column.number("highest"),
            Column.number("95 % interval"),
            Column.number("last epoch"),
            Column.number("95 % interval"));
    for (NetworkSpec network : plan.spec().networks()) {
      for (Variant variant : network.variants()) {
        table = network.isQuantized() ? table : table.row(row(network, variant));
      }
    }
    return table;
  }

  private Cell[] row(NetworkSpec network, Variant variant) throws IOException {
    List<TrainingFigures> trials = new ArrayList<>();
    for (ExperimentPlan.Case one : plan.trials(network, variant)) {
      Outcome.network(plan, store, one).ifPresent(trials::add);
    }
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(network.title(variant)));
    for (ToDoubleFunction<TrainingFigures> figure :
        List.<ToDoubleFunction<TrainingFigures>>of(
            TrainingFigures::bestTestAccuracy, TrainingFigures::testAccuracy)) {
      double[] values = trials.stream().mapToDouble(f -> 100 * figure.applyAsDouble(f)).toArray();
      boolean done = values.length > 0;
      cells.add(done ? Cell.meanStd(values, 2) : Cell.missing("not done"));
      cells.add(done ? Cell.interval95(values, 2) : Cell.missing("not done"));
    }
    return cells.toArray(Cell[]::new);
  }

  /** A row for each trial, for other programs. */
  Table trials() throws IOException {
    Table table =
        Table.of(
            "Trials",
            Column.text("network"),
            Column.text("variant"),
            Column.number("seed"),
            Column.number("highest test accuracy"),
            Column.number("last test accuracy"),
            Column.number("parameters"));
    for (ExperimentPlan.Case one : plan.cases()) {
      Optional<TrainingFigures> figures = Outcome.network(plan, store, one);
      if (figures.isPresent()) {
        table =
            table.row(
                Cell.text(one.title()),
                Cell.text(Words.of(one.variant())),
                Cell.number(one.seed()),
                Cell.number(figures.get().bestTestAccuracy(), 4),
                Cell.number(figures.get().testAccuracy(), 4),
                Cell.number(figures.get().parameters()));
      }
    }
    return table;
  }

  /** A row for each epoch of each trial, for other programs. */
  Table epochs() throws IOException {
    Table table =
        Table.of(
            "Epochs",
            Column.text("network"),
            Column.number("seed"),
            Column.number("epoch"),
            Column.number("learning rate"),
            Column.number("train loss"),
            Column.number("train accuracy"),
            Column.number("test accuracy"),
            Column.number("seconds"),
            Column.text("events"));
    for (ExperimentPlan.Case one : plan.cases()) {
      List<EpochRecord> history =
          Outcome.network(plan, store, one).map(TrainingFigures::history).orElse(List.of());
      for (EpochRecord record : history) {
        table =
            table.row(
                Cell.text(one.title()),
                Cell.number(one.seed()),
                Cell.number(record.epoch()),
                Cell.number(record.learningRate(), 6),
                Cell.number(record.trainLoss(), 4),
                Cell.number(record.trainAccuracy(), 4),
                Cell.number(record.testAccuracy(), 4),
                Cell.number(record.seconds(), 1),
                Cell.text(String.join("; ", record.events())));
      }
    }
    return table;
  }
}
