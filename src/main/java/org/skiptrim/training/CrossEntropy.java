package org.skiptrim.training;

import org.skiptrim.engine.Outputs;
import org.skiptrim.engine.Value;

/** The mean cross-entropy between logits and labels. */
public record CrossEntropy() implements Loss {
  @Override
  public Value of(Outputs student, Value images, Value labels) {
    return student.logits().crossEntropy(labels);
  }
}
