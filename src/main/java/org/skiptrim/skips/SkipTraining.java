package org.skiptrim.skips;

import java.io.IOException;
import java.util.List;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.LogitsDistillation;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/**
 * Skipper (the milestone report, CSE 145/237D, 2021; Tailor, arXiv 2301.07247, section 3): a
 * student starts as a copy of its teacher and loses its skip connections one by one, while it
 * trains on to give the logits that the frozen teacher gives.
 */
public final class SkipTraining {
  private final Trainer trainer;
  private final SkipSchedule schedule;
  private final double labelWeight;
  private final double teacherWeight;

  /**
   * A training whose loss is {@code labelWeight} · cross-entropy + {@code teacherWeight} · MSE of
   * logits.
   */
  public SkipTraining(
      Trainer trainer, SkipSchedule schedule, double labelWeight, double teacherWeight) {
    this.trainer = trainer;
    this.schedule = schedule;
    this.labelWeight = labelWeight;
    this.teacherWeight = teacherWeight;
  }

  /**
   * Trains for all epochs of the recipe, going on from the newest checkpoint if there is one.
   *
   * @return the student without skips, and its history
   * @throws IllegalArgumentException if the epochs end before the last skip is due
   */
  public TrainingState removeSkips(TrainedNetwork teacher, Checkpoints checkpoints)
      throws IOException {
    int epochs = trainer.recipe().epochs();
    checkTime(SkipConnection.in(teacher.network()).size(), epochs);
    try (LogitsDistillation loss = new LogitsDistillation(teacher, labelWeight, teacherWeight)) {
      TrainingState student = checkpoints.latest().orElseGet(() -> TrainingState.start(teacher));
      while (student.epoch() < epochs) {
        student = schedule.isDue(student.epoch()) ? withoutFirstSkip(student) : student;
        student = trainer.epoch(student, loss);
        checkpoints.save(student);
      }
      return student;
    }
  }

  private static TrainingState withoutFirstSkip(TrainingState student) {
    List<SkipConnection> skips = SkipConnection.in(student.trained().network());
    if (skips.isEmpty()) {
      return student;
    }
    SkipConnection first = skips.get(0);
    return student.rewritten(network -> Skipper.remove(network, first), "removed " + first.add());
  }

  private void checkTime(int skips, int epochs) {
    if (skips > 0 && schedule.lastRemoval(skips) >= epochs) {
      throw new IllegalArgumentException(
          "the last of "
              + skips
              + " skips is due after epoch "
              + schedule.lastRemoval(skips)
              + ", but there are only "
              + epochs
              + " epochs; use more, or a shorter interval");
    }
  }
}
