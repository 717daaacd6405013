package org.skiptrim.simulation;

import java.io.IOException;
import java.util.List;

/** A simulated design stopped for ever; the message names the streams that wait. */
public final class Deadlock extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Describes it.
   *
   * @param frame how many images were done
   * @param full streams with a beat that nobody takes
   */
  Deadlock(int frame, List<String> full) {
    super(
        "the design stopped for ever after %d image%s; these streams have a beat that nobody takes: %s"
            .formatted(frame, frame == 1 ? "" : "s", String.join(", ", full)));
  }
}
