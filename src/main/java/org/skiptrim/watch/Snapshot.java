package org.skiptrim.watch;

import java.time.Instant;
import java.util.List;
import org.skiptrim.runs.RunStatus.State;

/**
 * Where everything stands at a moment: what the page shows, as JSON.
 *
 * @param secondsLeft until all is done, by what steps took before
 * @param problem why it is not up to date, in one line; empty if it is
 */
record Snapshot(
    String title,
    List<TableView> tables,
    List<StepView> steps,
    long secondsLeft,
    MachineLoad machine,
    String problem,
    Instant time) {

  /** A table of tasks; or of the steps of an experiment that has no tasks. */
  record TableView(String title, List<TaskView> rows) {}

  /**
   * A row.
   *
   * @param detail its figure, how far it has come, or why it failed
   * @param reported what others have found, as printed
   * @param share of its work that is done, 0 to 1
   * @param secondsLeft until it is done; 0 if it is, or if nobody is at it
   * @param steps all that it needs, by id
   */
  record TaskView(
      String task,
      State state,
      String detail,
      String reported,
      double share,
      long secondsLeft,
      List<String> steps) {}

  /**
   * A step.
   *
   * @param share of it that is done, 0 to 1
   * @param text what it is doing, what it came to, or why it failed
   * @param seconds that it has run so far
   * @param process that runs or ran it
   */
  record StepView(
      String id,
      String kind,
      String subject,
      State state,
      double share,
      String text,
      long seconds,
      String process) {}

  static Snapshot empty(String title) {
    return new Snapshot(title, List.of(), List.of(), 0, MachineLoad.NONE, "", Instant.EPOCH);
  }

  /** The same, which could not be brought up to date. */
  Snapshot with(String newProblem) {
    return new Snapshot(title, tables, steps, secondsLeft, machine, newProblem, time);
  }

  /** Whether it says the same, whenever it was made. */
  boolean saysSameAs(Snapshot other) {
    return equals(
        new Snapshot(
            other.title,
            other.tables,
            other.steps,
            other.secondsLeft,
            other.machine,
            other.problem,
            time));
  }
}
