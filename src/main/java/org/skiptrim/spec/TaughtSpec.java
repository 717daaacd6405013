package org.skiptrim.spec;

import org.skiptrim.engine.Arithmetic;
import org.skiptrim.training.Teaching;

/**
 * How a network learns under a teacher.
 *
 * @param training the student's
 * @param teaching what its loss is made of
 */
public record TaughtSpec(TrainingSpec training, Teaching teaching) {
  static TaughtSpec read(Setting section, int fewestEpochs, Arithmetic arithmetic)
      throws SpecException {
    return new TaughtSpec(
        TrainingSpec.read(section, fewestEpochs, arithmetic), TeachingReader.read(section));
  }
}
