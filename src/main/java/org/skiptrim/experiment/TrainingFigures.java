package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.training.EpochRecord;

/**
 * What a training came to.
 *
 * @param testAccuracy of the network at the end, on real numbers, 0 to 1
 * @param bestTestAccuracy the highest after any epoch in which the last skip had gone; chosen by
 *     looking at the test images, as much of the literature does, and so never below what can be
 *     expected of new images
 * @param parameters how many the network has
 * @param trainImages how many images an epoch had
 * @param testImages how many the accuracy was measured on
 * @param history one record an epoch
 */
public record TrainingFigures(
    double testAccuracy,
    double bestTestAccuracy,
    long parameters,
    int trainImages,
    int testImages,
    List<EpochRecord> history)
    implements Figures {
  /** The measure of accuracy. */
  public static final String ACCURACY = "test accuracy, real numbers (%)";

  static TrainingFigures of(Network<RealOp> network, List<EpochRecord> history, Dataset dataset) {
    return new TrainingFigures(
        history.get(history.size() - 1).testAccuracy(),
        highest(history),
        network.trainableCount(),
        dataset.train().size(),
        dataset.test().size(),
        history);
  }

  /** Before its last skip went it was another network. */
  static double highest(List<EpochRecord> history) {
    int begin = history.size() - 1;
    while (begin > 0 && history.get(begin).events().isEmpty()) {
      begin--;
    }
    return history.subList(begin, history.size()).stream()
        .mapToDouble(EpochRecord::testAccuracy)
        .max()
        .orElseThrow();
  }

  /** Of a network that was trained elsewhere. */
  static TrainingFigures untrained(double testAccuracy, Network<RealOp> network, Dataset dataset) {
    return new TrainingFigures(
        testAccuracy,
        testAccuracy,
        network.trainableCount(),
        dataset.train().size(),
        dataset.test().size(),
        List.of());
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        Measure.share(ACCURACY, testAccuracy, 2), Measure.count("parameters", parameters));
  }

  @Override
  public String summary() {
    if (history.isEmpty()) {
      return String.format(Locale.ROOT, "test accuracy %.2f %%", 100 * testAccuracy);
    }
    return String.format(
        Locale.ROOT,
        "test accuracy %.2f %% after epoch %d (best %.2f %%)",
        100 * testAccuracy,
        history.size(),
        100 * bestTestAccuracy);
  }
}
