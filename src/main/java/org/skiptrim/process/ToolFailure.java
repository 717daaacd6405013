package org.skiptrim.process;

import java.io.IOException;
import java.nio.file.Path;

/** A tool that ran and failed; the message is one line with its reason and where its log is. */
public final class ToolFailure extends IOException {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String reason;

  ToolFailure(ToolProcess process, int exitCode, String reason, Path log) {
    super(
        "%s failed while %s: %s (log: %s)".formatted(process.tool(), process.task(), reason, log));
    this.exitCode = exitCode;
    this.reason = reason;
  }

  /** What the tool said, or how it ended if it said nothing. */
  public String reason() {
    return reason;
  }

  /** What the tool exited with; 128 + n if signal n ended it, such as 137 for out of memory. */
  public int exitCode() {
    return exitCode;
  }
}
