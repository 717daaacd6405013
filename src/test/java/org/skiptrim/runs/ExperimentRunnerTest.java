package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.experiment.Quantize;
import org.skiptrim.experiment.QuantizedStep;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.Train;
import org.skiptrim.experiment.TreatSkips;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.QuantizedEvaluation;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.QuantizedNetworkFile;
import org.skiptrim.skips.SkipConnection;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.SpecText;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.Evaluation;

class ExperimentRunnerTest {
  @TempDir Path folder;

  private RunStore store;
  private ExperimentSpec spec;

  @BeforeEach
  void setUp() throws Exception {
    store = new RunStore(folder.resolve("runs"));
    spec = SpecText.read(folder, SpecText.TINY);
  }

  private RunSummary run(ExperimentSpec experiment, Recording heard)
      throws IOException, InterruptedException {
    Launcher launcher = new SameProcess(new MadeUpResources(false, folder));
    return new ExperimentRunner(store, launcher, heard, OptionalInt.empty()).run(plan(experiment));
  }

  private static ExperimentPlan plan(ExperimentSpec experiment) {
    return new ExperimentPlan(experiment, Map.of());
  }

  private byte[] file(RunStore where, Step<?> step, String name) throws IOException {
    return Files.readAllBytes(where.path(step).resolve(name));
  }

  @Test
  void run_twice_doesNothingTheSecondTime() throws Exception {
    Recording first = new Recording();
    assertEquals(new RunSummary(4, 0, List.of(), List.of()), run(spec, first));
    assertEquals(List.of("train", "remove-skips", "quantize", "quantize"), first.done);
    Recording second = new Recording();
    assertEquals(new RunSummary(4, 4, List.of(), List.of()), run(spec, second));
    assertEquals(List.of(), second.done);
  }

  @Test
  void run_leavesWhatARunDirectoryHolds() throws Exception {
    run(spec, new Recording());
    Step<?> train = plan(spec).steps().get(0);
    for (String name :
        List.of(
            "step.json",
            "provenance.json",
            "metrics.jsonl",
            "log.txt",
            "events.out.tfevents.0001.skiptrim")) {
      assertTrue(Files.size(store.path(train).resolve(name)) > 0, name);
    }
    List<String> rows = Files.readAllLines(store.path(train).resolve("metrics.csv"));
    assertEquals(3, rows.size());
    assertTrue(rows.get(0).startsWith("epoch,learning_rate,train_loss"), rows.get(0));
    assertEquals(RunStatus.State.DONE, store.status(train).state());
    assertTrue(store.starts(train).get(0).fact("dataset_train_sha256").isPresent());
  }

  @Test
  void run_removesAllSkips() throws Exception {
    run(spec, new Recording());
    TreatSkips step = (TreatSkips) plan(spec).steps().get(1);
    List<String> events =
        store.find(step).orElseThrow().history().stream()
            .flatMap(epoch -> epoch.events().stream())
            .toList();
    assertEquals(
        List.of(
            "removed stage1.block1.add", "removed stage2.block1.add", "removed stage3.block1.add"),
        events);
  }

  @Test
  void run_interruptedAndResumed_endsWithTheSameBits() throws Exception {
    spec = SpecText.read(folder, SpecText.TINY, "teacher.epochs=60", "skipper.epochs=60");
    run(spec, new Recording());
    RunStore undisturbed = store;
    store = new RunStore(folder.resolve("interrupted"));
    assertThrows(InterruptedException.class, () -> run(spec, new Recording("epoch 3/60")));
    Step<?> train = plan(spec).steps().get(0);
    assertEquals(RunStatus.State.PENDING, store.status(train).state());
    assertThrows(InterruptedException.class, () -> run(spec, new Recording("epoch 2/60 (removed")));
    run(spec, new Recording());
    for (Step<?> step : plan(spec).steps()) {
      String name = step instanceof NetworkStep ? NetworkStep.NETWORK : QuantizedStep.QUANTIZED;
      assertArrayEquals(file(undisturbed, step, name), file(store, step, name), step.subject());
    }
    assertEquals(61, Files.readAllLines(store.path(train).resolve("metrics.csv")).size());
  }

  @Test
  void run_failedStep_holdsUpOnlyWhatNeedsIt() throws Exception {
    ExperimentSpec diverging =
        SpecText.read(folder, SpecText.TINY, "skipper.learning_rate=100", "skipper.warm_up=0");
    Recording heard = new Recording();
    RunSummary summary = run(diverging, heard);
    assertEquals(List.of("train", "quantize"), heard.done);
    assertEquals(1, summary.failed().size());
    assertEquals(1, summary.blocked().size());
    Step<?> failed = summary.failed().get(0);
    assertEquals(RunStatus.State.FAILED, store.status(failed).state());
    assertTrue(store.status(failed).error().contains("use a lower learning rate"));
    String log = Files.readString(store.path(failed).resolve("log.txt"));
    assertTrue(log.contains("at org.skiptrim.training.Trainer"), log);
    assertEquals(List.of(failed), run(diverging, new Recording()).failed(), "it is tried again");
  }

  @Test
  void run_missingTool_isOneLineAndTheRestIsDone() throws Exception {
    Recording heard = new Recording();
    run(SpecText.read(folder, SpecText.TINY, "devices=xc7z020"), heard);
    assertEquals(
        List.of("train", "remove-skips", "quantize", "quantize", "design", "design"), heard.done);
    assertEquals(
        Set.of(
            "simulate: verilator is not on PATH; install it",
            "synthesize: yosys is not on PATH; install it"),
        Set.copyOf(heard.failures));
  }

  @Test
  void run_allVariants_endWithTheSkipsTheySay() throws Exception {
    ExperimentSpec all =
        SpecText.read(
            folder,
            SpecText.TINY,
            "variants=[residual, absorbed, plain, plain-distilled, skipper, trimmer, merger]",
            "precisions=[]",
            "networks=[{resnet: 8, shortcut: zero-pad}]",
            "arithmetic=bf16",
            "plain={epochs: 1, batch_size: 16}",
            "plain_distilled={epochs: 1, batch_size: 16, hint_weight: 0.1}",
            "trimmer={epochs: 4, batch_size: 16, distance: kl}",
            "merger={epochs: 4, batch_size: 16}");
    Recording heard = new Recording();
    run(all, heard);
    assertEquals(List.of(), heard.failures);
    ExperimentPlan plan = plan(all);
    List<Integer> skips = new ArrayList<>();
    for (ExperimentPlan.Case one : plan.cases()) {
      Path file = store.path(plan.network(one).orElseThrow()).resolve(NetworkStep.NETWORK);
      skips.add(SkipConnection.in(NetworkFile.read(file).network()).size());
    }
    assertEquals(List.of(3, 0, 0, 0, 0, 6, 0), skips);
  }

  /** Of 16 bits bfloat16 keeps 8: the log says what is learned in fp32, where anything is. */
  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void run_manyBitsInBfloat16_saysThatItLearnsInFp32(int epochs, boolean said) throws Exception {
    Recording heard = new Recording();
    run(
        SpecText.read(
            folder,
            SpecText.TINY,
            "variants=residual",
            "precisions=\"ap_fixed<16,5>\"",
            "devices=[]",
            "arithmetic=bf16",
            "quantization.epochs=" + epochs),
        heard);
    assertEquals(List.of(), heard.failures);
    assertEquals(said, heard.notes.stream().anyMatch(note -> note.startsWith("learning in fp32")));
  }

  /** Its own network file as teacher: what was trained here is imported as it is. */
  @Test
  void run_importedTeacher_isMeasuredAndTaughtBy() throws Exception {
    run(spec, new Recording());
    Step<?> trained = plan(spec).steps().get(0);
    Path weights = store.path(trained).resolve(NetworkStep.NETWORK);
    ExperimentSpec imported =
        SpecText.read(folder, SpecText.TINY, "networks=" + weights, "precisions=[]", "seed=5");
    Recording heard = new Recording();
    run(imported, heard);
    assertEquals(List.of("import", "remove-skips"), heard.done);
    NetworkStep step = (NetworkStep) plan(imported).steps().get(0);
    assertEquals(
        store.find((Train) trained).orElseThrow().testAccuracy(),
        store.find(step).orElseThrow().testAccuracy(),
        1e-9);
    assertEquals(List.of(), store.find(step).orElseThrow().history());
  }

  @Test
  void run_otherExperiment_sharesTheTeacher() throws Exception {
    run(SpecText.read(folder, SpecText.TINY, "variants=residual"), new Recording());
    Recording heard = new Recording();
    run(spec, heard);
    assertEquals(List.of("remove-skips", "quantize"), heard.done);
  }

  /**
   * What was learned at 8 bits is where 4 bits begin, so without learning the result is another.
   */
  @Test
  void run_quantizationFromTheWiderPrecision_startsWithItsWeights() throws Exception {
    String precisions = "precisions=[\"ap_fixed<8,3>\", \"ap_fixed<4,2>\"]";
    ExperimentSpec apart = residual(precisions);
    ExperimentSpec chain = residual(precisions, "quantization.start=wider-precision");
    run(apart, new Recording());
    Recording heard = new Recording();
    run(chain, heard);
    assertEquals(List.of("quantize"), heard.done, "8 bits are the same in both");
    assertOtherIntegers(plan(apart).steps().get(2), plan(chain).steps().get(2));
  }

  /** The accuracy is that of the network with the new statistics, which no epoch has measured. */
  @Test
  void run_quantizationWithStatisticsAnew_measuresThemAndItsAccuracyAgain() throws Exception {
    String precision = "precisions=[\"ap_fixed<4,2>\"]";
    ExperimentSpec asLearned = residual(precision);
    ExperimentSpec anew = residual(precision, "quantization.statistics_images=100");
    run(asLearned, new Recording());
    run(anew, new Recording());
    Quantize before = (Quantize) plan(asLearned).steps().get(1);
    Quantize after = (Quantize) plan(anew).steps().get(1);
    assertOtherIntegers(before, after);
    QuantizationFigures figures = store.find(after).orElseThrow();
    assertEquals(store.find(before).orElseThrow().history().size(), figures.history().size());
    QuantizedNetwork stored =
        QuantizedNetworkFile.read(store.path(after).resolve(QuantizedStep.QUANTIZED));
    Dataset images =
        after.dataset().of(new MadeUpResources(false, folder).dataset(after.dataset().name()));
    assertEquals(QuantizedEvaluation.accuracy(stored, images), figures.integerAccuracy());
  }

  /** While skips fade the running statistics lag behind; what is kept is what was evaluated. */
  @Test
  void run_fadingWithStatisticsAnew_keepsTheNetworkThatWasEvaluated() throws Exception {
    String[] fading = {
      "precisions=[]", "variants=[skipper]", "skipper.at_a_time=3", "skipper.fade=1"
    };
    ExperimentSpec asLearned = SpecText.read(folder, SpecText.TINY, fading);
    String[] measured = Arrays.copyOf(fading, fading.length + 1);
    measured[fading.length] = "skipper.statistics_images=100";
    ExperimentSpec anew = SpecText.read(folder, SpecText.TINY, measured);
    run(asLearned, new Recording());
    run(anew, new Recording());
    TreatSkips before = (TreatSkips) plan(asLearned).steps().get(1);
    TreatSkips after = (TreatSkips) plan(anew).steps().get(1);
    assertFalse(
        Arrays.equals(
            file(store, before, NetworkStep.NETWORK), file(store, after, NetworkStep.NETWORK)));
    TrainedNetwork kept = NetworkFile.read(store.path(after).resolve(NetworkStep.NETWORK));
    Dataset images =
        after.dataset().of(new MadeUpResources(false, folder).dataset(after.dataset().name()));
    List<EpochRecord> history = store.find(after).orElseThrow().history();
    assertEquals(Evaluation.accuracy(kept, images), history.get(history.size() - 1).testAccuracy());
  }

  /** The residual network alone. */
  private ExperimentSpec residual(String... overrides) throws Exception {
    List<String> all = new ArrayList<>(List.of("variants=residual"));
    all.addAll(List.of(overrides));
    return SpecText.read(folder, SpecText.TINY, all.toArray(String[]::new));
  }

  private void assertOtherIntegers(Step<?> one, Step<?> other) throws IOException {
    assertFalse(
        Arrays.equals(
            file(store, one, QuantizedStep.QUANTIZED),
            file(store, other, QuantizedStep.QUANTIZED)));
  }
}
