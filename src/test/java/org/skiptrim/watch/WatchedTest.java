package org.skiptrim.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.ExperimentPlans;
import org.skiptrim.experiment.Step;
import org.skiptrim.runs.ExperimentRunner;
import org.skiptrim.runs.MadeUpResources;
import org.skiptrim.runs.MadeUpRuns;
import org.skiptrim.runs.Recording;
import org.skiptrim.runs.RunStatus.State;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.SameProcess;
import org.skiptrim.spec.SpecText;
import org.skiptrim.storage.Json;

class WatchedTest {
  private static final String TASKS =
      """
      title: "Table 7: Tiny"
      tasks:
        - {task: "With skips", figure: accuracy, network: resnet8, variant: residual, reported: "0.9068"}
        - {task: "Skipper", figure: accuracy, network: resnet8, variant: skipper, precision: "ap_fixed<8,3>"}
      """;

  @TempDir Path folder;

  private RunStore store() {
    return new RunStore(folder.resolve("runs"));
  }

  private ExperimentPlan plan(String more) throws Exception {
    return new ExperimentPlan(
        SpecText.read(
            folder, SpecText.TINY + more, "dataset.train_images=32", "dataset.test_images=20"),
        Map.of());
  }

  private Watched watched(ExperimentPlan plan) {
    return new Watched("tiny", new ExperimentPlans(List.of(plan)), store());
  }

  @Test
  void snapshot_tasks_areToldAsTheirStepsGo() throws Exception {
    ExperimentPlan plan = plan(TASKS);
    Watched watched = watched(plan);
    Snapshot before = watched.snapshot();
    assertEquals("Table 7: Tiny", before.tables().get(0).title());
    Snapshot.TaskView second = before.tables().get(0).rows().get(1);
    assertEquals(
        List.of(State.PENDING, 0.0, 3),
        List.of(second.state(), second.share(), second.steps().size()));
    assertTrue(before.secondsLeft() >= second.secondsLeft() && second.secondsLeft() > 0);

    new ExperimentRunner(
            store(),
            new SameProcess(new MadeUpResources(false, folder)),
            new Recording(),
            OptionalInt.empty())
        .run(plan);

    Snapshot after = watched.snapshot();
    assertFalse(after.saysSameAs(before));
    for (Snapshot.TaskView row : after.tables().get(0).rows()) {
      assertEquals(
          List.of(State.DONE, 1.0, 0L), List.of(row.state(), row.share(), row.secondsLeft()));
    }
    assertEquals(0, after.secondsLeft());
    Step<?> skipper = watched.step(second.steps().get(1)).orElseThrow();
    assertEquals("remove-skips", skipper.kind());
    assertEquals(4, watched.curve(skipper).size());
    assertTrue(watched.curve(skipper).get(2).eventsText().startsWith("removed "));
    assertTrue(watched.log(skipper).contains("started by "), watched.log(skipper));
    assertTrue(Json.line(after).contains("\"state\":\"done\""));
  }

  @Test
  void snapshot_experimentWithoutTasks_hasItsStepsAsRows() throws Exception {
    ExperimentPlan plan = plan("");
    Snapshot snapshot = watched(plan).snapshot();
    assertEquals(plan.spec().name(), snapshot.tables().get(0).title());
    assertEquals(plan.steps().size(), snapshot.tables().get(0).rows().size());
    assertEquals("train ResNet8, seed 1", snapshot.tables().get(0).rows().get(0).task());
  }

  /** Killed while it ran: what it had done stays, and nobody is at it. */
  @Test
  void snapshot_stepThatRuns_andThatIsGone() throws Exception {
    ExperimentPlan plan = plan("");
    Watched watched = watched(plan);
    try (AutoCloseable run = MadeUpRuns.running(store(), plan.steps().get(0), 1, 4)) {
      Snapshot.StepView step = watched.snapshot().steps().get(0);
      assertEquals(
          List.of(State.RUNNING, 0.25, "epoch 1 (25 %)", "here"),
          List.of(step.state(), step.share(), step.text(), step.process()));
      assertEquals(0.25, watched.snapshot().tables().get(0).rows().get(0).share());
    }
    Snapshot.StepView step = watched.snapshot().steps().get(0);
    assertEquals(List.of(State.PENDING, 0.25), List.of(step.state(), step.share()));
  }

  @Test
  void step_thatIsNotWatched_isNotKnown() throws Exception {
    Watched watched = watched(plan(""));
    assertTrue(watched.step("").isEmpty());
    assertTrue(watched.step("..").isEmpty());
  }
}
