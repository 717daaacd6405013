package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.Forecast;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.Recording;
import org.skiptrim.runs.RunStatus.State;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.SameProcess;
import org.skiptrim.runs.StepTimes;
import org.skiptrim.spec.SpecText;

class TaskTableTest {
  private static final String TASKS =
      SpecText.TINY
          + """
          title: "Table 7: Tiny"
          trials: 2
          tasks:
            - {task: "With skips", figure: accuracy, network: resnet8, variant: residual, reported: "0.9068"}
            - {task: "Skipper", figure: accuracy, network: resnet8, variant: skipper, precision: "ap_fixed<8,3>"}
          """;

  @TempDir Path folder;

  @Test
  void of_tasksThatAreNotAskedFor_isNothing() throws Exception {
    ExperimentPlan plan =
        new ExperimentPlan(SpecText.read(folder, TASKS, "figures=utilization"), Map.of());
    assertEquals(List.of(), plan.steps());
    assertEquals(
        List.of(),
        TaskTable.of(new ExperimentPlans(List.of(plan)), new RunStore(folder.resolve("runs"))));
  }

  @Test
  void of_tasks_areToldAsTheirStepsGo() throws Exception {
    RunStore store = new RunStore(folder.resolve("runs"));
    ExperimentPlan plan =
        new ExperimentPlan(
            SpecText.read(folder, TASKS, "dataset.train_images=32", "dataset.test_images=20"),
            Map.of());
    ExperimentPlans plans = new ExperimentPlans(List.of(plan));
    assertEquals(List.of(State.PENDING, State.PENDING), states(TaskTable.of(plans, store).get(0)));
    Forecast before = new Forecast(plans, store, StepTimes.of(store), 2);
    assertTrue(
        before.total() > before.until(TaskTable.of(plans, store).get(0).rows().get(0).steps()));

    new ExperimentRunner(
            store,
            new SameProcess(new MadeUpResources(false, folder)),
            new Recording(),
            OptionalInt.empty())
        .run(plans);

    TaskTable table = TaskTable.of(plans, store).get(0);
    assertEquals("Table 7: Tiny", table.title());
    assertEquals(List.of(State.DONE, State.DONE), states(table));
    assertEquals(2, table.done());
    assertTrue(
        table.rows().get(0).detail().matches("[\\d.]+ ± [\\d.]+ %, highest over the epochs, n = 2"),
        table.rows().get(0).detail());
    assertTrue(
        table.rows().get(1).detail().matches("[\\d.]+ ± [\\d.]+ %, on integers, n = 2"),
        table.rows().get(1).detail());
    assertTrue(table.table().toText().contains("0.9068"));
    assertEquals(0, new Forecast(plans, store, StepTimes.of(store), 2).total());
    assertTrue(StepTimes.of(store).measured().isEmpty()); // too short to tell of an epoch

    JointReport joint = new JointReport("tiny", plans, store, "tiny.yaml");
    for (Path file : joint.write()) {
      assertTrue(Files.readString(file).contains("0.9068"), file.toString());
    }
  }

  private static List<State> states(TaskTable table) {
    return table.rows().stream().map(TaskRow::state).toList();
  }
}
