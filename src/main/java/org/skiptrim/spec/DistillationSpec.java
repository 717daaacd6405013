package org.skiptrim.spec;

import java.util.Map;
import org.skiptrim.training.Teaching;

/**
 * What a student's loss is made of.
 *
 * @param labelWeight of the cross-entropy
 * @param teacherWeight of the distance from the teacher's logits
 * @param distance {@code mse} or {@code kl}
 * @param temperature of {@code kl}
 * @param hintWeight of the distance from the teacher's feature maps
 */
public record DistillationSpec(
    double labelWeight,
    double teacherWeight,
    String distance,
    double temperature,
    double hintWeight) {
  static DistillationSpec read(Setting section) throws SpecException {
    DistillationSpec spec =
        new DistillationSpec(
            section.get("label_weight").number(0, 1_000),
            section.get("teacher_weight").number(0, 1_000),
            section.get("distance").choice(Map.of("mse", "mse", "kl", "kl")),
            section.get("temperature").number(0.01, 1_000),
            section.get("hint_weight").number(0, 1_000));
    if (spec.labelWeight + spec.teacherWeight + spec.hintWeight == 0) {
      throw section
          .get("label_weight")
          .wrong("teacher_weight is 0, too, so there is nothing to learn from; raise one of them");
    }
    if (spec.distance.equals("mse") && !section.get("temperature").isDefault()) {
      throw section.get("temperature").wrong("only distance: kl has one; leave it out");
    }
    return spec;
  }

  /** How a teacher teaches by it. */
  public Teaching teaching() {
    Teaching.Distance between =
        distance.equals("kl") ? new Teaching.Divergence(temperature) : new Teaching.MeanSquared();
    return new Teaching(labelWeight, teacherWeight, between, hintWeight);
  }
}
