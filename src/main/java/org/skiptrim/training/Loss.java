package org.skiptrim.training;

import org.skiptrim.engine.Value;

/** What a training minimizes. */
public interface Loss {

  /**
   * The loss of one batch.
   *
   * @param logits the student's, batch × classes
   * @param images the batch
   * @param labels its classes
   */
  Value of(Value logits, Value images, Value labels);
}
