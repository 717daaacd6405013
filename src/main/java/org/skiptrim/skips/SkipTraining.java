package org.skiptrim.skips;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.network.LearningForm;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.Disagreement;
import org.skiptrim.training.Distillation;
import org.skiptrim.training.Teaching;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/**
 * Skipper and Trimmer (the milestone report, CSE 145/237D, 2021; Tailor, arXiv 2301.07247, section
 * 3): a student starts as a copy of its teacher, and its skip connections are removed, or
 * shortened, one by one, while it trains on to give the logits that the frozen teacher gives.
 */
public final class SkipTraining {
  private final Trainer trainer;
  private final Treatment treatment;
  private final SkipSchedule schedule;
  private final Teaching teaching;
  private final LearningForm form;

  /** A training that treats the skips by a schedule, with a loss of labels and teacher. */
  public SkipTraining(
      Trainer trainer, Treatment treatment, SkipSchedule schedule, Teaching teaching) {
    this(trainer, treatment, schedule, teaching, LearningForm.AS_IT_IS);
  }

  /** The same, in which the student learns in another form than skips are found in. */
  public SkipTraining(
      Trainer trainer,
      Treatment treatment,
      SkipSchedule schedule,
      Teaching teaching,
      LearningForm form) {
    this.trainer = trainer;
    this.treatment = treatment;
    this.schedule = schedule;
    this.teaching = teaching;
    this.form = form;
  }

  /**
   * Trains for all epochs of the recipe, going on from the newest checkpoint if there is one.
   *
   * @param start the network with skips
   * @param teacher usually the same
   * @return the student, none of whose skips is left as it was, and its history
   * @throws IllegalArgumentException if the epochs end before the last skip is due
   */
  public TrainingState run(TrainedNetwork start, TrainedNetwork teacher, Checkpoints checkpoints)
      throws IOException {
    int epochs = trainer.recipe().epochs();
    checkTime(treatment.targets(start.network()).size(), epochs);
    Network<RealOp> last = treatment.applyToAll(start.network());
    try (Distillation loss =
        new Distillation(teacher, last, teaching, trainer.recipe().arithmetic())) {
      TrainingState student =
          checkpoints
              .latest()
              .map(stored -> stored.with(form::plain))
              .orElseGet(() -> TrainingState.start(start));
      while (student.epoch() < epochs) {
        if (student.begun().isEmpty()) {
          student = betweenEpochs(student, teacher);
        }
        student = trainer.epoch(student.with(form::learning), loss, checkpoints).with(form::plain);
      }
      return student;
    }
  }

  /** What fades fades further, and the next skips go if they are due. */
  private TrainingState betweenEpochs(TrainingState student, TrainedNetwork teacher) {
    TrainingState faded = fadedFurther(student);
    return schedule.isDue(student.epoch()) ? treated(faded, teacher) : faded;
  }

  /** The student with the next skips removed or shortened, or with the beginning of their fade. */
  private TrainingState treated(TrainingState student, TrainedNetwork teacher) {
    List<SkipConnection> left = new ArrayList<>(treatment.targets(student.trained().network()));
    left.removeIf(skip -> Fading.weight(student.trained().network(), skip).isPresent());
    if (left.isEmpty()) {
      return student;
    }
    TrainingState after = student;
    for (SkipConnection skip : next(left, student.trained(), teacher)) {
      after = schedule.fade() > 0 ? faded(after, skip, 1) : done(after, skip);
    }
    return after;
  }

  /** Those that are due, of those that are left. */
  private List<SkipConnection> next(
      List<SkipConnection> left, TrainedNetwork student, TrainedNetwork teacher) {
    switch (schedule.order()) {
      case FRONT_TO_BACK -> {}
      case BACK_TO_FRONT -> Collections.reverse(left);
      case LEAST_HARMFUL -> sortByHarm(left, student, teacher);
    }
    return left.subList(0, Math.min(schedule.count(), left.size()));
  }

  private void sortByHarm(
      List<SkipConnection> skips, TrainedNetwork student, TrainedNetwork teacher) {
    Disagreement disagreement = new Disagreement(teacher, trainer.dataset());
    Map<SkipConnection, Double> harm = new HashMap<>();
    for (SkipConnection skip : skips) {
      Network<RealOp> without = treatment.apply(student.network(), skip);
      harm.put(
          skip,
          disagreement.of(new TrainedNetwork(without, student.parameters().restrictedTo(without))));
    }
    skips.sort(Comparator.comparing(harm::get));
  }

  /** The student with those skips that have begun to fade one step weaker, or gone. */
  private TrainingState fadedFurther(TrainingState student) {
    TrainingState after = student;
    for (SkipConnection skip : treatment.targets(student.trained().network())) {
      double weight = Fading.weight(student.trained().network(), skip).orElse(0.0);
      if (weight > 0) {
        after = faded(after, skip, weight);
      }
    }
    return after;
  }

  private TrainingState faded(TrainingState student, SkipConnection skip, double weight) {
    int steps = schedule.fade() + 1;
    long left = Math.round(weight * steps) - 1;
    if (left == 0) {
      return done(student, skip);
    }
    double weaker = (double) left / steps;
    return student.rewritten(
        network -> treatment.fade(network, skip, weaker),
        "faded %s to %d/%d".formatted(skip.add(), left, steps));
  }

  private TrainingState done(TrainingState student, SkipConnection skip) {
    return student.rewritten(
        network -> treatment.apply(network, skip), treatment.done() + " " + skip.add());
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
