package org.skiptrim.process;

import java.io.IOException;

/** A tool that is not there or too old; the message is one line that says how to get it. */
public final class ToolMissing extends IOException {
  private static final long serialVersionUID = 1;

  ToolMissing(ToolStatus status, String remedy) {
    super(status.problem() + "; " + remedy);
  }
}
