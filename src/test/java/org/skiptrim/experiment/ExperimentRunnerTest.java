package org.skiptrim.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecText;

class ExperimentRunnerTest {
  @TempDir Path folder;

  private RunStore store;
  private ExperimentSpec spec;

  @BeforeEach
  void setUp() throws Exception {
    store = new RunStore(folder.resolve("runs"));
    spec = SpecText.read(folder, SpecText.TINY);
  }

  private RunSummary run(ExperimentSpec experiment, Heard heard)
      throws IOException, InterruptedException {
    Resources resources = new MadeUpResources(false, folder);
    return new ExperimentRunner(store, resources, heard).run(experiment);
  }

  private byte[] file(RunStore where, Step<?> step, String name) throws IOException {
    return Files.readAllBytes(where.path(step).resolve(name));
  }

  @Test
  void run_twice_doesNothingTheSecondTime() throws Exception {
    Heard first = new Heard();
    assertEquals(new RunSummary(4, 0, List.of(), List.of()), run(spec, first));
    assertEquals(List.of("train", "remove-skips", "quantize", "quantize"), first.done);
    Heard second = new Heard();
    assertEquals(new RunSummary(4, 4, List.of(), List.of()), run(spec, second));
    assertEquals(List.of(), second.done);
  }

  @Test
  void run_leavesWhatARunDirectoryHolds() throws Exception {
    run(spec, new Heard());
    Step<?> train = new ExperimentPlan(spec).steps().get(0);
    for (String name :
        List.of("step.json", "provenance.json", "metrics.jsonl", "log.txt", Metrics.EVENTS)) {
      assertTrue(Files.size(store.path(train).resolve(name)) > 0, name);
    }
    List<String> rows = Files.readAllLines(store.path(train).resolve("metrics.csv"));
    assertEquals(3, rows.size());
    assertTrue(rows.get(0).startsWith("epoch,learning_rate,train_loss"), rows.get(0));
    assertEquals(RunStatus.State.DONE, store.status(train).state());
    assertTrue(store.provenance(train).containsKey("dataset_train_sha256"));
  }

  @Test
  void run_removesAllSkips() throws Exception {
    run(spec, new Heard());
    TreatSkips step = (TreatSkips) new ExperimentPlan(spec).steps().get(1);
    List<String> events =
        store.result(step).history().stream().flatMap(epoch -> epoch.events().stream()).toList();
    assertEquals(
        List.of(
            "removed stage1.block1.add", "removed stage2.block1.add", "removed stage3.block1.add"),
        events);
  }

  @Test
  void run_interruptedAndResumed_endsWithTheSameBits() throws Exception {
    run(spec, new Heard());
    RunStore undisturbed = store;
    store = new RunStore(folder.resolve("interrupted"));
    assertThrows(InterruptedException.class, () -> run(spec, new Heard("epoch 1/2")));
    Step<?> train = new ExperimentPlan(spec).steps().get(0);
    assertEquals(RunStatus.State.PENDING, store.status(train).state());
    assertThrows(InterruptedException.class, () -> run(spec, new Heard("epoch 3/4")));
    run(spec, new Heard());
    for (Step<?> step : new ExperimentPlan(spec).steps()) {
      String name = step instanceof NetworkStep ? NetworkStep.NETWORK : Quantize.QUANTIZED;
      assertArrayEquals(file(undisturbed, step, name), file(store, step, name), step.subject());
    }
    assertEquals(3, Files.readAllLines(store.path(train).resolve("metrics.csv")).size());
  }

  @Test
  void run_failedStep_holdsUpOnlyWhatNeedsIt() throws Exception {
    ExperimentSpec diverging =
        SpecText.read(folder, SpecText.TINY, "skipper.learning_rate=100", "skipper.warm_up=0");
    Heard heard = new Heard();
    RunSummary summary = run(diverging, heard);
    assertEquals(List.of("train", "quantize"), heard.done);
    assertEquals(1, summary.failed().size());
    assertEquals(1, summary.blocked().size());
    Step<?> failed = summary.failed().get(0);
    assertEquals(RunStatus.State.FAILED, store.status(failed).state());
    assertTrue(store.status(failed).error().contains("use a lower learning rate"));
    String log = Files.readString(store.path(failed).resolve("log.txt"));
    assertTrue(log.contains("at org.skiptrim.training.Trainer"), log);
    assertEquals(List.of(failed), run(diverging, new Heard()).failed(), "it is tried again");
  }

  @Test
  void run_missingTool_isOneLineAndTheRestIsDone() throws Exception {
    Heard heard = new Heard();
    run(SpecText.read(folder, SpecText.TINY, "devices=xc7z020"), heard);
    assertEquals(List.of("train", "remove-skips", "quantize", "quantize"), heard.done);
    assertEquals("simulate: verilator is not on PATH; install it", heard.failures.get(0));
    assertEquals("synthesize: yosys is not on PATH; install it", heard.failures.get(1));
  }

  @Test
  void run_allVariants_endWithTheSkipsTheySay() throws Exception {
    ExperimentSpec all =
        SpecText.read(
            folder,
            SpecText.TINY,
            "variants=[residual, plain, plain-distilled, skipper, trimmer]",
            "precisions=[]",
            "network.shortcut=zero-pad",
            "arithmetic=bf16",
            "plain={epochs: 1, batch_size: 16}",
            "plain_distilled={epochs: 1, batch_size: 16, hint_weight: 0.1}",
            "trimmer={epochs: 4, batch_size: 16, distance: kl}");
    Heard heard = new Heard();
    run(all, heard);
    assertEquals(List.of(), heard.failures);
    ExperimentPlan plan = new ExperimentPlan(all);
    List<Integer> skips = new ArrayList<>();
    for (ExperimentPlan.Case one : plan.cases()) {
      Path file = store.path(plan.network(one)).resolve(NetworkStep.NETWORK);
      skips.add(SkipConnection.in(NetworkFile.read(file).network()).size());
    }
    assertEquals(List.of(3, 0, 0, 0, 6), skips);
  }

  /** Its own network file as teacher: what was trained here is imported as it is. */
  @Test
  void run_importedTeacher_isMeasuredAndTaughtBy() throws Exception {
    run(spec, new Heard());
    Step<?> trained = new ExperimentPlan(spec).steps().get(0);
    Path weights = store.path(trained).resolve(NetworkStep.NETWORK);
    ExperimentSpec imported =
        SpecText.read(
            folder, SpecText.TINY, "teacher.weights=" + weights, "precisions=[]", "seed=5");
    Heard heard = new Heard();
    run(imported, heard);
    assertEquals(List.of("import", "remove-skips"), heard.done);
    NetworkStep step = (NetworkStep) new ExperimentPlan(imported).steps().get(0);
    assertEquals(
        store.result((Train) trained).testAccuracy(), store.result(step).testAccuracy(), 1e-9);
    assertEquals(List.of(), store.result(step).history());
    Heard other = new Heard();
    run(
        SpecText.read(
            folder,
            SpecText.TINY,
            "teacher.weights=" + weights,
            "precisions=[]",
            "variants=residual",
            "network.shortcut=zero-pad"),
        other);
    assertTrue(other.failures.get(0).contains("does not hold a ResNet8 zero-pad"));
  }

  @Test
  void run_otherExperiment_sharesTheTeacher() throws Exception {
    run(SpecText.read(folder, SpecText.TINY, "variants=residual"), new Heard());
    Heard heard = new Heard();
    run(spec, heard);
    assertEquals(List.of("remove-skips", "quantize"), heard.done);
  }
}
