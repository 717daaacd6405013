package org.skiptrim.spec;

import java.util.Map;
import org.skiptrim.training.Teaching;

/** Reads what a student's loss is made of. */
final class TeachingReader {
  private static final double LARGEST_WEIGHT = 1_000;

  private TeachingReader() {}

  /** From a section that may have other keys as well. */
  static Teaching read(Setting section) throws SpecException {
    double label = section.get("label_weight").number(0, LARGEST_WEIGHT);
    double teacher = section.get("teacher_weight").number(0, LARGEST_WEIGHT);
    double hint = section.get("hint_weight").number(0, LARGEST_WEIGHT);
    if (label + teacher + hint == 0) {
      throw section
          .get("label_weight")
          .wrong("teacher_weight is 0, too, so there is nothing to learn from; raise one of them");
    }
    return new Teaching(label, teacher, distance(section), hint);
  }

  private static Teaching.Distance distance(Setting section) throws SpecException {
    Setting distance = section.get("distance");
    Setting temperature = section.get("temperature");
    double degrees = temperature.number(0.01, 1_000);
    boolean divergence =
        distance.choice(Map.of("mse", Boolean.FALSE, "kl", Boolean.TRUE)).booleanValue();
    if (divergence) {
      return new Teaching.Divergence(degrees);
    }
    if (section.contradicts(distance, temperature)) {
      throw temperature.wrong("only distance: kl has one; leave it out");
    }
    return new Teaching.MeanSquared();
  }
}
