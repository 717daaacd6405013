package org.skiptrim.board;

import java.io.Closeable;
import java.io.IOException;

/** Bytes to and from a board. */
public interface SerialLine extends Closeable {
  /** Sends all bytes. */
  void write(byte[] bytes) throws IOException;

  /**
   * Takes what has come, or waits for it, but not long.
   *
   * @return how many bytes; 0 if none came for a while
   */
  int read(byte[] bytes) throws IOException;
}
