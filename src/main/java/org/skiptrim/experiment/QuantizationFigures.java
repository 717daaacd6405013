package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.skiptrim.quantization.StorageBits;
import org.skiptrim.training.EpochRecord;

/**
 * What quantization came to.
 *
 * @param integerAccuracy on the test images, computed on the integers, 0 to 1
 * @param untrainedAccuracy the same before it was trained on, if it was; empty in old files
 * @param testImages how many these are
 * @param bits what weights and activations take; empty in old files
 * @param history of the quantization-aware training; its test accuracies are on the integers
 */
public record QuantizationFigures(
    double integerAccuracy,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) OptionalDouble untrainedAccuracy,
    int testImages,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<StorageBits> bits,
    List<EpochRecord> history)
    implements Figures {
  /** The measure of accuracy. */
  public static final String ACCURACY = "test accuracy, integers (%)";

  /** The measure of accuracy before training. */
  public static final String UNTRAINED = "test accuracy, integers, before training on (%)";

  /** The measure of what the weights take. */
  public static final String WEIGHT_BITS = "weights (bits)";

  /** The measure of what the activations take. */
  public static final String ACTIVATION_BITS = "activations of an image (bits)";

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    untrainedAccuracy.ifPresent(share -> measures.add(Measure.share(UNTRAINED, share, 2)));
    measures.add(Measure.share(ACCURACY, integerAccuracy, 2));
    bits.ifPresent(all -> measures.add(Measure.count(WEIGHT_BITS, all.weights())));
    bits.ifPresent(all -> measures.add(Measure.count(ACTIVATION_BITS, all.activations())));
    return measures;
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
