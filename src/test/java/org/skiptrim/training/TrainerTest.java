package org.skiptrim.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;

class TrainerTest {
  private static final Dataset DATASET = MadeUpImages.of(200, 100, 8);
  private static final Network<RealOp> NETWORK =
      ResNets.resNet(1, new int[] {4, 8}, new Shape(3, 8, 8), 4);
  private static final TrainedNetwork START =
      new TrainedNetwork(NETWORK, Initialization.of(NETWORK, 1));

  @TempDir Path directory;

  @Test
  void train_learnsWhatCanBeLearned() throws IOException {
    TrainingState state = trainer(4, 0.1).train(START, new CrossEntropy(), checkpoints("a"));
    assertEquals(4, state.history().size());
    double accuracy = state.history().get(3).testAccuracy();
    assertTrue(accuracy > 0.9, () -> "accuracy " + accuracy);
    assertEquals(accuracy, Evaluation.accuracy(state.trained(), DATASET));
  }

  @Test
  void train_interruptedAndResumed_endsWithTheSameBits() throws IOException {
    TrainingState whole = trainer(3, 0.1).train(START, new CrossEntropy(), checkpoints("whole"));
    Checkpoints broken = checkpoints("broken");
    trainer(3, 0.1).epoch(TrainingState.start(START), new CrossEntropy(), broken);
    Thread.currentThread().interrupt();
    assertThrows(
        CancellationException.class,
        () -> trainer(3, 0.1).train(START, new CrossEntropy(), broken));
    assertTrue(Thread.interrupted());
    assertEquals(1, broken.latest().orElseThrow().begun().orElseThrow().steps());
    TrainingState resumed = trainer(3, 0.1).train(START, new CrossEntropy(), checkpoints("broken"));
    assertEquals(whole.trained(), resumed.trained());
    assertEquals(whole.velocities(), resumed.velocities());
  }

  /** Stopped after every single step, and in the evaluations, it comes to the same end. */
  @Test
  void train_interruptedAfterEachStep_endsWithTheSameBits() throws IOException {
    TrainingState whole = trainer(2, 0.1).train(START, new CrossEntropy(), checkpoints("whole"));
    Checkpoints broken = checkpoints("broken");
    int stops = 0;
    while (broken.latest().map(TrainingState::epoch).orElse(0) < 2) {
      Thread.currentThread().interrupt();
      try {
        trainer(2, 0.1).train(START, new CrossEntropy(), broken);
      } catch (CancellationException e) {
        stops++;
        assertTrue(Thread.interrupted());
        int steps = broken.latest().orElseThrow().begun().map(PartialEpoch::steps).orElse(0);
        if (steps == 10) { // only the evaluation is left, which would never be let through
          finishEpoch(broken);
        }
      }
    }
    TrainingState resumed = broken.latest().orElseThrow();
    assertEquals(20, stops);
    assertEquals(whole.trained(), resumed.trained());
    assertEquals(whole.velocities(), resumed.velocities());
    for (int epoch = 0; epoch < 2; epoch++) {
      EpochRecord expected = whole.history().get(epoch);
      EpochRecord found = resumed.history().get(epoch);
      assertEquals(expected.trainLoss(), found.trainLoss(), 1e-12);
      assertEquals(expected.trainAccuracy(), found.trainAccuracy());
      assertEquals(expected.testAccuracy(), found.testAccuracy());
    }
  }

  /** By a clock on which every step takes half a minute, every other step is stored. */
  @Test
  void train_killedInAnEpochThatTakesLong_goesOnFromItsMiddle() throws IOException {
    TrainingState whole = trainer(2, 0.1).train(START, new CrossEntropy(), checkpoints("whole"));
    for (int killed : new int[] {2, 3, 8, 10, 15}) {
      Path folder = directory.resolve("killed" + killed);
      AtomicLong steps = new AtomicLong();
      Loss counting =
          (student, images, labels) -> {
            if (steps.incrementAndGet() == killed) {
              throw new IllegalStateException("killed");
            }
            return new CrossEntropy().of(student, images, labels);
          };
      Checkpoints slow = new Checkpoints(folder, () -> steps.get() * 31_000_000_000L);
      assertThrows(IllegalStateException.class, () -> trainer(2, 0.1).train(START, counting, slow));
      TrainingState left = new Checkpoints(folder).latest().orElse(TrainingState.start(START));
      int kept = 10 * left.epoch() + left.begun().map(PartialEpoch::steps).orElse(0);
      assertEquals((killed - 1) / 2 * 2, kept, "steps kept of " + killed);
      TrainingState resumed =
          trainer(2, 0.1).train(START, new CrossEntropy(), new Checkpoints(folder));
      assertEquals(whole.trained(), resumed.trained());
      assertEquals(whole.velocities(), resumed.velocities());
      assertEquals(whole.history().get(1).trainLoss(), resumed.history().get(1).trainLoss(), 1e-12);
    }
  }

  /** What was learned is stored before it is measured, so that only the measuring is lost. */
  @Test
  void epoch_killedInTheEvaluation_hasAllItsSteps() throws IOException {
    AtomicLong time = new AtomicLong();
    Checkpoints slow = new Checkpoints(directory, () -> time.getAndAdd(11_000_000_000L));
    Trainer trainer =
        new Trainer(
            DATASET,
            trainer(1, 0.1).recipe(),
            network -> {
              throw new IllegalStateException("killed");
            },
            ProgressListener.SILENT,
            record -> {});
    assertThrows(IllegalStateException.class, () -> trainer.train(START, new CrossEntropy(), slow));
    TrainingState left = new Checkpoints(directory).latest().orElseThrow();
    assertEquals(10, left.begun().orElseThrow().steps());
  }

  /** Ctrl-C may come at any moment, also while what it is to keep is being written. */
  @Test
  void save_onAnInterruptedThread_storesAndStaysInterrupted() throws IOException {
    Checkpoints checkpoints = checkpoints("interrupted");
    Thread.currentThread().interrupt();
    checkpoints.save(TrainingState.start(START));
    assertTrue(Thread.interrupted());
    assertEquals(TrainingState.start(START), checkpoints.latest().orElseThrow());
  }

  private static void finishEpoch(Checkpoints broken) throws IOException {
    TrainingState begun = broken.latest().orElseThrow();
    trainer(2, 0.1).epoch(begun, new CrossEntropy(), broken);
  }

  @Test
  void latest_newestCutShort_isTheOneBefore() throws IOException {
    Checkpoints checkpoints = checkpoints("cut");
    TrainingState one =
        trainer(3, 0.1).epoch(TrainingState.start(START), new CrossEntropy(), checkpoints);
    trainer(3, 0.1).epoch(one, new CrossEntropy(), checkpoints);
    Path newest = directory.resolve("cut/checkpoint.safetensors");
    byte[] content = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(content, content.length / 2));
    assertEquals(one, checkpoints.latest().orElseThrow());
  }

  @Test
  void latest_ofNothing_isEmpty() {
    assertTrue(checkpoints("none").latest().isEmpty());
  }

  @Test
  void epoch_lossThatIsNoNumber_namesEpochAndStep() {
    Exception e =
        assertThrows(
            TrainingDiverged.class,
            () ->
                trainer(3, 1e30)
                    .epoch(TrainingState.start(START), new CrossEntropy(), checkpoints("a")));
    assertTrue(e.getMessage().matches(".*in epoch 1, step \\d+;.*"), e.getMessage());
  }

  @Test
  void oneCycle_risesToItsPeakAndFallsToNothing() {
    LearningRateSchedule schedule = new LearningRateSchedule.OneCycle(0.4, 0.25);
    assertEquals(0.2, schedule.at(1, 8), 1e-12);
    assertEquals(0.4, schedule.at(2, 8), 1e-12);
    assertEquals(0.2, schedule.at(5, 8), 1e-12);
    assertEquals(0, schedule.at(8, 8), 1e-12);
  }

  @Test
  void steps_dropAtTheirEpochs() {
    LearningRateSchedule schedule = new LearningRateSchedule.Steps(0.1, 0.1, List.of(80, 120));
    assertEquals(0.1, schedule.at(79.99, 200), 1e-12);
    assertEquals(0.01, schedule.at(80, 200), 1e-12);
    assertEquals(0.001, schedule.at(199, 200), 1e-12);
  }

  /** In its last part the weights learn on, with the statistics of before. */
  @Test
  void train_withFrozenStatistics_keepsThemToTheEnd() throws IOException {
    Trainer frozen = trainer(4, 0.05, 0.5);
    TrainingState state = TrainingState.start(START);
    List<TrainedNetwork> networks = new ArrayList<>();
    while (state.epoch() < 4) {
      state = frozen.epoch(state, new CrossEntropy(), checkpoints("frozen"));
      networks.add(state.trained());
    }
    assertNotEquals(statistics(networks.get(0)), statistics(networks.get(1)));
    assertEquals(statistics(networks.get(1)), statistics(networks.get(2)));
    assertEquals(statistics(networks.get(1)), statistics(networks.get(3)));
    assertNotEquals(networks.get(2).parameters(), networks.get(3).parameters());
    double accuracy = state.history().get(3).testAccuracy();
    assertTrue(accuracy > 0.9, () -> "accuracy " + accuracy);
  }

  /** After a training whose steps are so large that the running statistics do not keep up. */
  @Test
  void statistics_measuredAnew_areThoseOfTheWeightsAsTheyAre() throws IOException {
    Trainer trainer = trainer(2, 0.1);
    TrainedNetwork learned =
        trainer.train(START, new CrossEntropy(), checkpoints("anew")).trained();
    TrainedNetwork once = NormStatistics.measured(learned, DATASET, trainer.recipe(), 200);
    assertNotEquals(statistics(learned), statistics(once));
    assertEquals(
        learned.parameters().get("stem.conv", "weight"),
        once.parameters().get("stem.conv", "weight"));
    assertEquals(once, NormStatistics.measured(learned, DATASET, trainer.recipe(), 200));
    assertEquals(learned, NormStatistics.measured(learned, DATASET, trainer.recipe(), 0));
  }

  private static List<Parameters.Values> statistics(TrainedNetwork network) {
    return network.parameters().nodes().values().stream()
        .flatMap(values -> Stream.of(values.get("running_mean"), values.get("running_var")))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Trainer trainer(int epochs, double peak) {
    return trainer(epochs, peak, 0);
  }

  private static Trainer trainer(int epochs, double peak, double frozenStatistics) {
    Recipe recipe =
        new Recipe(
            epochs,
            20,
            new LearningRateSchedule.OneCycle(peak, 0.3),
            0.9,
            1e-4,
            frozenStatistics,
            new Augmentation(1, false),
            Arithmetic.FP32,
            7);
    return new Trainer(
        DATASET,
        recipe,
        network -> Evaluation.accuracy(network, DATASET),
        ProgressListener.SILENT,
        record -> {});
  }

  private Checkpoints checkpoints(String name) {
    return new Checkpoints(directory.resolve(name));
  }
}
