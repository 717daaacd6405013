package org.skiptrim.runs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a step's {@code log.txt}: notes are for whoever watches, events (starts, ends, stack
 * traces) for whoever looks into it later and are marked by {@code --}.
 */
final class LogLine {
  private static final Pattern NOTE = Pattern.compile("\\S+Z (?!-- )(.*)");

  private LogLine() {}

  static String note(String text) {
    return Recorder.now() + " " + text + "\n";
  }

  static String event(String text) {
    return Recorder.now() + " -- " + text + "\n";
  }

  /** The note of a line, if it is one. */
  static Optional<String> noteOf(String line) {
    Matcher note = NOTE.matcher(line);
    return note.matches() ? Optional.of(note.group(1)) : Optional.empty();
  }
}
