package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.training.EpochRecord;
import org.skiptrim.training.TrainingState;

/**
 * What a training came to.
 *
 * @param testAccuracy of the network at the end, on real numbers, 0 to 1
 * @param parameters how many the network has
 * @param trainImages how many images an epoch had
 * @param testImages how many the accuracy was measured on
 * @param history one record an epoch
 */
public record TrainingFigures(
    double testAccuracy,
    long parameters,
    int trainImages,
    int testImages,
    List<EpochRecord> history)
    implements Figures {

  static TrainingFigures of(TrainingState end, Dataset dataset) {
    List<EpochRecord> history = end.history();
    return new TrainingFigures(
        history.get(history.size() - 1).testAccuracy(),
        end.trained().parameters().trainableCount(),
        dataset.train().size(),
        dataset.test().size(),
        history);
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT, "test accuracy %.2f %% after epoch %d", 100 * testAccuracy, history.size());
  }
}
