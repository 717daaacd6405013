package org.skiptrim.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.report.Table;
import org.skiptrim.results.ExperimentReport;
import org.skiptrim.results.JointReport;
import org.skiptrim.results.TaskTable;
import org.skiptrim.spec.SpecException;

/** A report of each experiment, and one of all where there are several or tables of tasks. */
final class Reports {
  private final List<ExperimentReport> reports = new ArrayList<>();
  private final List<TaskTable> tasks;
  private final JointReport joint;

  Reports(SpecOptions named, ExperimentPlans plans) throws SpecException, IOException {
    List<Path> files = named.files();
    for (int i = 0; i < files.size(); i++) {
      ExperimentPlan plan = plans.all().get(i);
      reports.add(new ExperimentReport(plan, named.store(), named.arguments(files.get(i))));
    }
    tasks = TaskTable.of(plans, named.store());
    joint = new JointReport(named.title(), plans, named.store(), named.arguments());
  }

  private boolean isJoint() {
    return reports.size() > 1 || !tasks.isEmpty();
  }

  ExperimentReport.Written write() throws IOException {
    List<Path> files = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (ExperimentReport report : reports) {
      ExperimentReport.Written written = report.write();
      files.addAll(written.files());
      problems.addAll(written.problems());
    }
    if (isJoint()) {
      files.addAll(joint.write());
    }
    return new ExperimentReport.Written(files, problems);
  }

  /** The page to open. */
  Path page() {
    return isJoint() ? joint.page() : reports.get(0).page();
  }

  /** What a terminal shows of them. */
  List<Table> tables() throws IOException {
    if (!tasks.isEmpty()) {
      return tasks.stream().map(TaskTable::table).toList();
    }
    List<Table> tables = new ArrayList<>();
    for (ExperimentReport report : reports) {
      tables.addAll(report.tables());
    }
    return tables;
  }
}
