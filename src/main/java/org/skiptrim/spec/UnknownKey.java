package org.skiptrim.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/** Says of a key that nobody knows which one was probably meant. */
final class UnknownKey {
  private UnknownKey() {}

  /** Keys that there were, and what to write instead. */
  private static final Map<String, String> GONE =
      Map.of(
          "depths", "networks: [resnet8, resnet20]",
          "network", "the options at the network, networks: [{resnet: 20, shortcut: zero-pad}]",
          "teacher.weights",
              "networks: [FILE], or [{resnet: 20, residual: FILE}] for a state dict");

  static String message(String path, String key, Collection<String> known) {
    String instead = GONE.get(SpecNode.joined(path, key));
    if (instead != null) {
      return SpecNode.joined(path, key) + " is no key any more; write " + instead;
    }
    String nearest =
        known.stream().min(Comparator.comparingInt(k -> distance(key, k))).orElseThrow();
    String unknown = "unknown key " + SpecNode.joined(path, key);
    return distance(key, nearest) <= Math.max(2, key.length() / 3)
        ? unknown + "; did you mean " + SpecNode.joined(path, nearest) + "?"
        : unknown + "; known here are " + String.join(", ", known);
  }

  /** Levenshtein's: how many letters to insert, delete or replace. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
