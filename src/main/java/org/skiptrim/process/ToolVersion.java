package org.skiptrim.process;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first two numbers of a version; Verilator's 5.006 is older than its 5.032, Yosys's 0.9+4052
 * older than its 0.23.
 *
 * @param text as the tool says it
 */
public record ToolVersion(int major, int minor, String text) implements Comparable<ToolVersion> {
  /** Of tools that do not say it. */
  static final ToolVersion UNKNOWN = new ToolVersion(0, 0, "of unknown version");

  private static final Comparator<ToolVersion> ORDER =
      Comparator.comparingInt(ToolVersion::major).thenComparingInt(ToolVersion::minor);
  private static final Pattern NUMBERS = Pattern.compile("(?<![\\w.])v?(\\d+)\\.(\\d+)[\\w.+-]*");

  /** The version that a text names; 0.0 with that text if there are no numbers in it. */
  static ToolVersion of(String text) {
    return in(text).orElse(new ToolVersion(0, 0, text));
  }

  /** The first version number in what a tool prints; empty if there is none. */
  static Optional<ToolVersion> in(String output) {
    Matcher numbers = NUMBERS.matcher(output);
    return numbers.find()
        ? Optional.of(
            new ToolVersion(
                Integer.parseInt(numbers.group(1)),
                Integer.parseInt(numbers.group(2)),
                numbers.group()))
        : Optional.empty();
  }

  @Override
  public int compareTo(ToolVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
