package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.TrainingFigures;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.TrainingSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.training.EpochRecord;

/**
 * The epochs of one variant of a network.
 *
 * @param title such as {@code ResNet8 skipper}
 * @param settings of the training
 * @param trials one history for each trial that is done, all of the same length
 */
record TrainingCurves(
    String title, Variant variant, TrainingSpec settings, List<List<EpochRecord>> trials) {

  /** Empty if no trial is done, or if it was not trained here. */
  static Optional<TrainingCurves> of(
      ExperimentPlan plan, RunStore store, NetworkSpec network, Variant variant)
      throws IOException {
    List<List<EpochRecord>> trials = new ArrayList<>();
    for (ExperimentPlan.Case one : plan.trials(network, variant)) {
      Outcome.network(plan, store, one)
          .map(TrainingFigures::history)
          .filter(history -> !history.isEmpty())
          .ifPresent(trials::add);
    }
    TrainingSpec settings = plan.spec().training(variant);
    return trials.isEmpty()
        ? Optional.empty()
        : Optional.of(new TrainingCurves(network.title(variant), variant, settings, trials));
  }

  int epochs() {
    return trials.get(0).size();
  }

  /** 1, 2, 3 … */
  double[] x() {
    return IntStream.rangeClosed(1, epochs()).asDoubleStream().toArray();
  }

  /** The mean over the trials, epoch by epoch. */
  double[] mean(ToDoubleFunction<EpochRecord> figure) {
    return IntStream.range(0, epochs())
        .mapToDouble(
            epoch ->
                trials.stream()
                    .mapToDouble(trial -> figure.applyAsDouble(trial.get(epoch)))
                    .average()
                    .orElseThrow())
        .toArray();
  }

  /** Whose mean it is, for legends; nothing for a single trial. */
  String ofTrials() {
    return trials.size() == 1 ? "" : ", mean of " + trials.size();
  }
}
