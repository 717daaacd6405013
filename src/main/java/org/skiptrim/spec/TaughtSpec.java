package org.skiptrim.spec;

import org.skiptrim.engine.Arithmetic;

/**
 * How a network learns from scratch under a teacher.
 *
 * @param training the student's
 * @param distillation its loss
 */
public record TaughtSpec(TrainingSpec training, DistillationSpec distillation) {
  static TaughtSpec read(Setting section, Arithmetic arithmetic) throws SpecException {
    return new TaughtSpec(
        TrainingSpec.read(section, 1, arithmetic), DistillationSpec.read(section));
  }
}
