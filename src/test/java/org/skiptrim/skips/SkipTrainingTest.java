package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Block;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.LearningForm;
import org.skiptrim.network.Network;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedForm;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.Evaluation;
import org.skiptrim.training.LearningRateSchedule;
import org.skiptrim.training.MadeUpImages;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Teaching;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

class SkipTrainingTest {
  private static final Dataset DATASET = MadeUpImages.of(120, 60, 8);
  private static final Network<RealOp> NETWORK =
      ResNets.resNet(1, new int[] {4, 8, 8}, new Shape(3, 8, 8), 4);
  private static final TrainedNetwork TEACHER =
      new TrainedNetwork(NETWORK, Initialization.of(NETWORK, 1));

  @TempDir Path directory;

  @Test
  void run_removesOneAtATimeFrontToBackWhenDue() throws IOException {
    TrainingState student =
        training(6, SkipSchedule.of(1, 2)).run(TEACHER, TEACHER, new Checkpoints(directory));
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
        training(4, schedule).run(TEACHER, TEACHER, new Checkpoints(directory.resolve("whole")));
    Path broken = directory.resolve("broken");
    StopAfter stop = new StopAfter(2);
    assertThrows(
        StopAfter.Stopped.class,
        () -> training(4, schedule, stop).run(TEACHER, TEACHER, new Checkpoints(broken)));
    TrainingState resumed = training(4, schedule).run(TEACHER, TEACHER, new Checkpoints(broken));
    assertEquals(whole.trained(), resumed.trained());
  }

  /** Stopped when the long skips have a third of their weight, and the short ones the rest. */
  @Test
  void run_stoppedWhileShortSkipsGrow_resumesWithTheSameBits() throws IOException {
    SkipSchedule schedule = new SkipSchedule(0, 1, 3, SkipSchedule.Order.FRONT_TO_BACK, 2);
    TrainingState whole =
        merging(schedule, ProgressListener.SILENT, "whole", LearningForm.AS_IT_IS);
    assertEquals(
        List.of(
            "faded stage1.block1.add to 2/3",
            "faded stage1.block1.add to 1/3",
            "shortened stage1.block1.add"),
        whole.history().stream().limit(3).map(epoch -> epoch.events().get(0)).toList());
    assertThrows(
        StopAfter.Stopped.class,
        () -> merging(schedule, new StopAfter(1), "broken", LearningForm.AS_IT_IS));
    assertEquals(
        whole.trained(),
        merging(schedule, ProgressListener.SILENT, "broken", LearningForm.AS_IT_IS).trained());
    assertEquals(Treatment.SHORTEN_TO_MERGE.applyToAll(NETWORK), whole.trained().network());
  }

  @Test
  void run_whileShortSkipsGrow_learnsWithQuantizers() throws IOException {
    SkipSchedule schedule = new SkipSchedule(0, 1, 3, SkipSchedule.Order.FRONT_TO_BACK, 2);
    FixedPoint type = FixedPoint.signed(4, 2);
    LearningForm form = new QuantizedForm(new Precision(type, type, FixedPoint.signed(8, 2)));
    TrainingState student = merging(schedule, ProgressListener.SILENT, "quantized", form);
    assertEquals(Treatment.SHORTEN_TO_MERGE.applyToAll(NETWORK), student.trained().network());
  }

  private TrainingState merging(
      SkipSchedule schedule, ProgressListener progress, String folder, LearningForm form)
      throws IOException {
    return new SkipTraining(
            trainer(4, progress),
            Treatment.SHORTEN_TO_MERGE,
            schedule,
            Teaching.of(0.65, 0.35),
            form)
        .run(TEACHER, TEACHER, new Checkpoints(directory.resolve(folder)));
  }

  /** In each epoch the student's graph is one of quantizers, between epochs it has none. */
  @Test
  void run_inAnotherForm_learnsInIt_andResumesWithTheSameBits() throws IOException {
    List<Long> quantizers = new ArrayList<>();
    SkipSchedule schedule = SkipSchedule.of(1, 1);
    TrainingState whole =
        quantizing(schedule, ProgressListener.SILENT, quantizers)
            .run(TEACHER, TEACHER, new Checkpoints(directory.resolve("whole")));
    assertEquals(List.of(13L, 12L, 10L, 8L), quantizers);
    assertTrue(SkipConnection.in(whole.trained().network()).isEmpty());
    assertEquals(0, quantizers(whole.trained()));
    TrainingState real =
        training(4, schedule).run(TEACHER, TEACHER, new Checkpoints(directory.resolve("real")));
    assertNotEquals(real.trained(), whole.trained());
    Path broken = directory.resolve("broken");
    assertThrows(
        StopAfter.Stopped.class,
        () ->
            quantizing(schedule, new StopAfter(2), quantizers)
                .run(TEACHER, TEACHER, new Checkpoints(broken)));
    TrainingState resumed =
        quantizing(schedule, ProgressListener.SILENT, quantizers)
            .run(TEACHER, TEACHER, new Checkpoints(broken));
    assertEquals(whole.trained(), resumed.trained());
  }

  private static SkipTraining quantizing(
      SkipSchedule schedule, ProgressListener progress, List<Long> quantizers) {
    FixedPoint type = FixedPoint.signed(4, 2);
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 2));
    return new SkipTraining(
        trainer(4, progress, network -> quantizers.add(quantizers(network)) ? 0.5 : 0),
        Treatment.REMOVE,
        schedule,
        Teaching.of(0.65, 0.35),
        new QuantizedForm(precision));
  }

  private static long quantizers(TrainedNetwork trained) {
    return trained.network().nodes().stream()
        .filter(node -> node.op() instanceof RealOp.Quantize)
        .count();
  }

  @Test
  void run_tooFewEpochs_saysHowManyAreNeeded() {
    SkipTraining training = training(5, SkipSchedule.of(1, 2));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> training.run(TEACHER, TEACHER, new Checkpoints(directory)));
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

  private List<String> events(SkipSchedule schedule, int epochs) throws IOException {
    TrainingState student =
        training(epochs, schedule)
            .run(TEACHER, TEACHER, new Checkpoints(directory.resolve("events")));
    assertTrue(SkipConnection.in(student.trained().network()).isEmpty());
    return student.history().stream().map(r -> String.join(", ", r.events())).toList();
  }

  @Test
  void run_backToFrontTwoAtATime() throws IOException {
    SkipSchedule schedule = new SkipSchedule(0, 1, 2, SkipSchedule.Order.BACK_TO_FRONT, 0);
    assertEquals(
        List.of(
            "removed stage3.block1.add, removed stage2.block1.add", "removed stage1.block1.add"),
        events(schedule, 2));
  }

  @Test
  void run_fading_weakensEachSkipBeforeItGoes() throws IOException {
    SkipSchedule schedule = new SkipSchedule(0, 2, 1, SkipSchedule.Order.FRONT_TO_BACK, 1);
    assertEquals(
        List.of(
            "faded stage1.block1.add to 1/2",
            "removed stage1.block1.add",
            "faded stage2.block1.add to 1/2",
            "removed stage2.block1.add",
            "faded stage3.block1.add to 1/2",
            "removed stage3.block1.add"),
        events(schedule, 6));
  }

  /** The skip whose projection is made to carry next to nothing goes first. */
  @Test
  void run_leastHarmfulFirst_isMeasured() throws IOException {
    Parameters parameters =
        TEACHER
            .parameters()
            .with("stage3.block1.shortcut.norm", "weight", Parameters.Values.vector(new double[8]));
    TrainedNetwork teacher = new TrainedNetwork(NETWORK, parameters);
    SkipSchedule schedule = new SkipSchedule(0, 1, 1, SkipSchedule.Order.LEAST_HARMFUL, 0);
    TrainingState student =
        training(3, schedule).run(teacher, teacher, new Checkpoints(directory.resolve("harm")));
    assertEquals(List.of("removed stage3.block1.add"), student.history().get(0).events());
  }

  @Test
  void run_shorten_leavesShortSkipsOnly() throws IOException {
    Network<RealOp> network =
        ResNets.resNet(
            1, new int[] {4, 8}, Shortcut.PROJECTION, Block.RELU_BEFORE_ADD, new Shape(3, 8, 8), 4);
    TrainedNetwork teacher = new TrainedNetwork(network, Initialization.of(network, 1));
    TrainingState student =
        training(2, Treatment.SHORTEN, SkipSchedule.of(0, 1), Teaching.of(0.65, 0.35))
            .run(teacher, teacher, new Checkpoints(directory));
    assertEquals(List.of("shortened stage1.block1.add"), student.history().get(0).events());
    assertTrue(Trimmer.longSkips(student.trained().network()).isEmpty());
    assertEquals(4, SkipConnection.in(student.trained().network()).size());
  }

  @Test
  void run_withDivergenceAndHints_learns() throws IOException {
    Teaching teaching = new Teaching(0.5, 0.5, new Teaching.Divergence(4), 0.1);
    TrainingState student =
        training(4, Treatment.REMOVE, SkipSchedule.of(0, 1), teaching)
            .run(TEACHER, TEACHER, new Checkpoints(directory));
    List<EpochRecord> history = student.history();
    assertTrue(history.get(3).trainLoss() < history.get(0).trainLoss());
  }

  private static SkipTraining training(int epochs, SkipSchedule schedule) {
    return training(epochs, schedule, ProgressListener.SILENT);
  }

  private static SkipTraining training(
      int epochs, Treatment treatment, SkipSchedule schedule, Teaching teaching) {
    return new SkipTraining(
        trainer(epochs, ProgressListener.SILENT), treatment, schedule, teaching);
  }

  private static SkipTraining training(
      int epochs, SkipSchedule schedule, ProgressListener progress) {
    return new SkipTraining(
        trainer(epochs, progress), Treatment.REMOVE, schedule, Teaching.of(0.65, 0.35));
  }

  private static Trainer trainer(int epochs, ProgressListener progress) {
    return trainer(epochs, progress, network -> Evaluation.accuracy(network, DATASET));
  }

  private static Trainer trainer(
      int epochs, ProgressListener progress, ToDoubleFunction<TrainedNetwork> evaluation) {
    Recipe recipe =
        new Recipe(
            epochs,
            20,
            new LearningRateSchedule.OneCycle(0.05, 0.3),
            0.9,
            1e-4,
            0,
            Augmentation.NONE,
            Arithmetic.FP32,
            7);
    return new Trainer(DATASET, recipe, evaluation, progress, record -> {});
  }

  /** Stops a training in the middle of an epoch, as a kill would. */
  private record StopAfter(int epochs) implements ProgressListener {
    static final class Stopped extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    @Override
    public void progress(String what, long done, long total, String unit) {
      if (done > (epochs + 0.5) * DATASET.train().size()) {
        throw new Stopped();
      }
    }

    @Override
    public void note(String line) {}
  }
}
