package org.skiptrim.cli;

import java.io.IOException;

/** A failure whose message is a list: all of its lines are for the user, not the first alone. */
final class WholeMessage extends IOException {
  private static final long serialVersionUID = 1;

  WholeMessage(IOException failure) {
    super(failure.getMessage(), failure);
  }
}
