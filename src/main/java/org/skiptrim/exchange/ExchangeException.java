package org.skiptrim.exchange;

import java.io.IOException;

/** A file of another program that cannot be taken over; the message names it and the remedy. */
public final class ExchangeException extends IOException {
  private static final long serialVersionUID = 1;

  ExchangeException(String message) {
    super(message);
  }
}
