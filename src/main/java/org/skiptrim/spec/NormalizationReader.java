package org.skiptrim.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.skiptrim.dataset.Normalization;

/**
 * Reads a normalization by name, or as {@code {mean: [0.5, 0.5, 0.5], deviation: [0.2, 0.2, 0.2]}}
 * of pixels between 0 and 1.
 *
 * @param known those with names
 * @param channels of an image
 */
record NormalizationReader(Map<String, Normalization> known, int channels) {
  private static final String MEAN = "mean";
  private static final String DEVIATION = "deviation";

  Normalization read(Setting setting) throws SpecException {
    if (!setting.node().isSection()) {
      return setting.choice(known);
    }
    setting.checkKeys(List.of(MEAN, DEVIATION));
    if (!setting.has(MEAN) || !setting.has(DEVIATION)) {
      throw setting.wrong("it needs both: {mean: [0.5], deviation: [0.25]}");
    }
    return Normalization.ofFractions(
        numbers(setting.get(MEAN), 0), numbers(setting.get(DEVIATION), 0.001));
  }

  /** One for each channel, or one for all. */
  private List<Double> numbers(Setting setting, double least) throws SpecException {
    List<Double> numbers = new ArrayList<>();
    for (Setting item : setting.items()) {
      numbers.add(item.number(least, 1));
    }
    if (numbers.size() == 1) {
      return Collections.nCopies(channels, numbers.get(0));
    }
    if (numbers.size() != channels) {
      throw setting.wrong("it must be %d numbers, one a channel, or one".formatted(channels));
    }
    return numbers;
  }
}
