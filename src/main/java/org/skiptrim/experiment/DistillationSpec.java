package org.skiptrim.experiment;

/**
 * What a student's loss is made of.
 *
 * @param labelWeight of the cross-entropy
 * @param teacherWeight of the mean squared difference from the teacher's logits
 */
public record DistillationSpec(double labelWeight, double teacherWeight) {
  static DistillationSpec read(Setting section) throws SpecException {
    double label = section.get("label_weight").number(0, 1_000);
    double teacher = section.get("teacher_weight").number(0, 1_000);
    if (label + teacher == 0) {
      throw section
          .get("label_weight")
          .wrong("teacher_weight is 0, too, so there is nothing to learn from; raise one of them");
    }
    return new DistillationSpec(label, teacher);
  }
}
