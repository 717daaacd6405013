package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Column;
import org.skiptrim.report.Table;
import org.skiptrim.runs.Forecast;
import org.skiptrim.runs.RunStatus;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.TaskSpec;
import org.skiptrim.storage.Words;

/**
 * A table of tasks and where they stand, as project reports have them.
 *
 * @param title that all specs have whose tasks these are
 */
public record TaskTable(String title, List<TaskRow> rows) {
  /** Copies the list. */
  public TaskTable {
    rows = List.copyOf(rows);
  }

  /** The tables of some experiments, in their order; those that ask for no task have none. */
  public static List<TaskTable> of(ExperimentPlans plans, RunStore store) throws IOException {
    Map<String, List<TaskRow>> tables = new LinkedHashMap<>();
    for (ExperimentPlan plan : plans.all()) {
      for (TaskSpec task : plan.spec().askedTasks()) {
        String title = plan.spec().title().isEmpty() ? plan.spec().name() : plan.spec().title();
        tables.computeIfAbsent(title, any -> new ArrayList<>()).add(TaskRow.of(task, plan, store));
      }
    }
    return tables.entrySet().stream()
        .map(table -> new TaskTable(table.getKey(), table.getValue()))
        .toList();
  }

  /** The table for people: task, status, what came of it, and what others have reported. */
  public Table table() {
    Table table =
        Table.of(
            title,
            Column.text("task"),
            Column.text("status"),
            Column.text("here"),
            Column.text("reported"));
    for (TaskRow row : rows) {
      table =
          table.row(
              Cell.text(row.task()),
              Cell.text(Words.of(row.state())),
              Cell.text(row.detail()),
              Cell.text(row.reported()));
    }
    return table;
  }

  /** The same, with how long rows that are being worked at will take from now on. */
  public TaskTable with(Forecast forecast) {
    return new TaskTable(title, rows.stream().map(row -> row.with(forecast)).toList());
  }

  /** How many tasks are done. */
  public long done() {
    return rows.stream().filter(row -> row.state() == RunStatus.State.DONE).count();
  }
}
