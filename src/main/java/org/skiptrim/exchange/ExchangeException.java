package org.skiptrim.exchange;

import java.io.IOException;

/** A file of another program that cannot be taken over; the message names it and the remedy. */
public final class ExchangeException extends IOException {
  private static final long serialVersionUID = 1;

  ExchangeException(String message) {
    super(printable(message));
  }

  /** Names from a damaged file can be anything; a message is one line. */
  private static String printable(String message) {
    return message.replaceAll("\\p{Cntrl}+", "?");
  }
}
