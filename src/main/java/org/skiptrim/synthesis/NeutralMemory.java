package org.skiptrim.synthesis;

import java.util.Random;

/**
 * A memory file of the same shape as another, with contents that belong to no network, so that
 * layers of one shape are one and the same module to synthesize. See
 * docs/rationale/synthesis-by-parts.md for what that changes.
 */
final class NeutralMemory {
  private NeutralMemory() {}

  /**
   * Pseudo-random words, as many and as long as those of a {@code $readmemh} file; always the same
   * for the same shape. No bit is set that is set in no word of {@code contents}' leading digit.
   */
  static String like(String contents) {
    // Random's sequence for a seed is part of Java's specification.
    Random random = new Random(1);
    int leading = leadingBits(contents);
    StringBuilder words = new StringBuilder(contents.length());
    for (String line : contents.split("\n")) {
      String word = word(line);
      for (int i = 0; i < word.length(); i++) {
        int digit = random.nextInt(16);
        words.append(Character.forDigit(i == 0 ? digit & leading : digit, 16));
      }
      words.append(word.isEmpty() ? "" : "\n");
    }
    return words.toString();
  }

  private static int leadingBits(String contents) {
    return contents
        .lines()
        .map(NeutralMemory::word)
        .filter(word -> !word.isEmpty())
        .mapToInt(word -> Integer.parseInt(word.substring(0, 1), 16))
        .reduce(0, (a, b) -> a | b);
  }

  private static String word(String line) {
    int comment = line.indexOf("//");
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }
}
