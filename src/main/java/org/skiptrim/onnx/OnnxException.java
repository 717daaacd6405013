package org.skiptrim.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An ONNX file that cannot be taken over; the message says why, all at once. */
public final class OnnxException extends IOException {
  private static final long serialVersionUID = 1;

  /** More lines than this tell no more. */
  private static final int MOST_LINES = 20;

  OnnxException(String message) {
    super(printable(message));
  }

  static OnnxException of(Path file, List<String> problems) {
    List<String> shown = problems.subList(0, Math.min(MOST_LINES, problems.size()));
    String more =
        problems.size() > MOST_LINES
            ? "\n  and %d more".formatted(problems.size() - MOST_LINES)
            : "";
    return new OnnxException(
        file + " cannot be taken over:\n  " + String.join("\n  ", shown) + more);
  }

  /** Names from a damaged file can be anything. */
  private static String printable(String message) {
    return message.replaceAll("[\\p{Cntrl}&&[^\n]]+", "?");
  }
}
