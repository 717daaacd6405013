package org.skiptrim.training;

import java.util.Set;
import org.skiptrim.engine.Outputs;
import org.skiptrim.engine.Value;

/** What a training minimizes. */
public interface Loss {

  /** The nodes of the student whose results the loss looks at, besides the logits. */
  default Set<String> features() {
    return Set.of();
  }

  /**
   * The loss of one batch.
   *
   * @param student what the student made of it
   * @param images the batch
   * @param labels its classes
   */
  Value of(Outputs student, Value images, Value labels);
}
