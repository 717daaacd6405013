package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.Evaluation;
import org.skiptrim.training.LearningRateSchedule;
import org.skiptrim.training.MadeUpImages;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Teaching;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingProgress;
import org.skiptrim.training.TrainingState;

class SkipTrainingTest {
  private static final Dataset DATASET = MadeUpImages.of(120, 60, 8);
  private static final Network NETWORK =
      ResNets.resNet(1, new int[] {4, 8, 8}, new Shape(3, 8, 8), 4);
  private static final TrainedNetwork TEACHER =
      new TrainedNetwork(NETWORK, Initialization.of(NETWORK, 1));

  @TempDir Path directory;

  @Test
  void run_removesOneAtATimeFrontToBackWhenDue() throws IOException {
    TrainingState student =
        training(6, SkipSchedule.of(1, 2)).run(TEACHER, new Checkpoints(directory));
    assertEquals(
        List.of(
            List.of(),
            List.of("removed stage1.block1.add"),
            List.of(),
            List.of("removed stage2.block1.add"),
            List.of(),
            List.of("removed stage3.block1.add")),
        student.history().stream().map(EpochRecord::events).toList());
    assertTrue(SkipConnection.in(student.trained().network()).isEmpty());
  }

  @Test
  void run_stoppedAfterARemoval_resumesWithTheSameBits() throws IOException {
    SkipSchedule schedule = SkipSchedule.of(1, 1);
    TrainingState whole =
        training(4, schedule).run(TEACHER, new Checkpoints(directory.resolve("whole")));
    Path broken = directory.resolve("broken");
    StopAfter stop = new StopAfter(2);
    assertThrows(
        StopAfter.Stopped.class,
        () -> training(4, schedule, stop).run(TEACHER, new Checkpoints(broken)));
    TrainingState resumed = training(4, schedule).run(TEACHER, new Checkpoints(broken));
    assertEquals(whole.trained(), resumed.trained());
  }

  @Test
  void run_tooFewEpochs_saysHowManyAreNeeded() {
    SkipTraining training = training(5, SkipSchedule.of(1, 2));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> training.run(TEACHER, new Checkpoints(directory)));
    assertTrue(e.getMessage().contains("last of 3 skips is due after epoch 5"), e.getMessage());
  }

  @Test
  void isDue_firstAndEveryIntervalAfterIt() {
    SkipSchedule schedule = SkipSchedule.of(3, 2);
    assertEquals(
        List.of(false, false, false, true, false, true, false),
        List.of(0, 1, 2, 3, 4, 5, 6).stream().map(schedule::isDue).toList());
    assertEquals(7, schedule.lastRemoval(3));
  }

  private static SkipTraining training(int epochs, SkipSchedule schedule) {
    return training(epochs, schedule, TrainingProgress.SILENT);
  }

  private static SkipTraining training(
      int epochs, SkipSchedule schedule, TrainingProgress progress) {
    Recipe recipe =
        new Recipe(
            epochs,
            20,
            new LearningRateSchedule.OneCycle(0.05, 0.3),
            0.9,
            1e-4,
            Augmentation.NONE,
            Arithmetic.FP32,
            7);
    Trainer trainer =
        new Trainer(DATASET, recipe, network -> Evaluation.accuracy(network, DATASET), progress);
    return new SkipTraining(trainer, Treatment.REMOVE, schedule, Teaching.of(0.65, 0.35));
  }

  /** Stops a training in the middle of an epoch, as a kill would. */
  private record StopAfter(int epochs) implements TrainingProgress {
    static final class Stopped extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    @Override
    public void images(int epoch, int all, long done, long total) {
      if (epoch > epochs && done > total / 2) {
        throw new Stopped();
      }
    }

    @Override
    public void epochDone(EpochRecord record, int all) {}
  }
}
