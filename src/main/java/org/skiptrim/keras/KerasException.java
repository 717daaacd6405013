package org.skiptrim.keras;

import java.io.IOException;

/** A Keras file that cannot be taken over; the message says why, all at once. */
public final class KerasException extends IOException {
  private static final long serialVersionUID = 1;

  KerasException(String message) {
    super(printable(message));
  }

  /** Names from a damaged file can be anything. */
  private static String printable(String message) {
    return message.replaceAll("[\\p{Cntrl}&&[^\n]]+", "?");
  }
}
