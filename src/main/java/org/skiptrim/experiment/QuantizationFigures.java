package org.skiptrim.experiment;

import java.util.List;
import java.util.Locale;
import org.skiptrim.training.EpochRecord;

/**
 * What quantization came to.
 *
 * @param integerAccuracy on the test images, computed on the integers, 0 to 1
 * @param testImages how many these are
 * @param history of the quantization-aware training; its test accuracies are on the integers
 */
public record QuantizationFigures(double integerAccuracy, int testImages, List<EpochRecord> history)
    implements Figures {
  /** The measure of accuracy. */
  public static final String ACCURACY = "test accuracy, integers (%)";

  @Override
  public List<Measure> measures() {
    return List.of(Measure.share(ACCURACY, integerAccuracy, 2));
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT,
        "accuracy on the integers %.2f %% of %,d test images",
        100 * integerAccuracy,
        testImages);
  }
}
