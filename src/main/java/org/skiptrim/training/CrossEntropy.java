package org.skiptrim.training;

import org.skiptrim.engine.Value;

/** The mean cross-entropy between logits and labels. */
public record CrossEntropy() implements Loss {
  @Override
  public Value of(Value logits, Value images, Value labels) {
    return logits.crossEntropy(labels);
  }
}
