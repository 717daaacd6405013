package org.skiptrim.export;

import java.io.IOException;
import java.util.List;

/** A network that a format cannot say; the message says why, all at once, and what to do. */
public final class ExportException extends IOException {
  private static final long serialVersionUID = 1;

  /** More lines than this tell no more. */
  private static final int MOST_LINES = 20;

  ExportException(String message) {
    super(message);
  }

  /** Of problems with nodes, a line each. */
  static ExportException of(ExportFormat format, List<String> problems) {
    List<String> shown = problems.subList(0, Math.min(MOST_LINES, problems.size()));
    String more =
        problems.size() > MOST_LINES
            ? "\n  and %d more".formatted(problems.size() - MOST_LINES)
            : "";
    return new ExportException(
        "the network cannot be written as %s:\n  ".formatted(format)
            + String.join("\n  ", shown)
            + more);
  }
}
