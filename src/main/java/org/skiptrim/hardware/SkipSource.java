package org.skiptrim.hardware;

import com.fasterxml.jackson.annotation.JsonValue;
import org.skiptrim.storage.Words;

/** Where a skip connection's pixels come from. */
public enum SkipSource {
  /** Of the two below the one that takes less of the device, skip by skip. */
  CHEAPEST,
  /** A fork before the branch: a FIFO holds each pixel until the branch has come to it. */
  FORK,
  /**
   * The line buffer of the branch's first convolution, which holds them anyway, wherever the shapes
   * allow it; a fork elsewhere.
   */
  LINE_BUFFER;

  /** In files. */
  @JsonValue
  String word() {
    return Words.of(this);
  }
}
