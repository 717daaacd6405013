package org.skiptrim.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A value in a spec and where it was written.
 *
 * @param value {@code Map<String, SpecNode>}, {@code List<SpecNode>}, {@code String}, {@code Long},
 *     {@code Double} or {@code Boolean}
 * @param place a file with its line, or the command line
 */
record SpecNode(Object value, String place) {

  /** The entries of a section. */
  @SuppressWarnings("unchecked") // nothing but a map with such entries is ever put in
  Map<String, SpecNode> entries() {
    return (Map<String, SpecNode>) value;
  }

  /** The items of a list. */
  @SuppressWarnings("unchecked") // nothing but a list with such items is ever put in
  List<SpecNode> items() {
    return (List<SpecNode>) value;
  }

  boolean isSection() {
    return value instanceof Map;
  }

  boolean isList() {
    return value instanceof List;
  }

  /**
   * This node with another's values in place of its own.
   *
   * @param path of this node, for messages; empty for the root
   * @throws SpecException if {@code other} has a key that this node has not
   */
  SpecNode overlaid(SpecNode other, String path) throws SpecException {
    if (!isSection() || !other.isSection()) {
      return other;
    }
    Map<String, SpecNode> merged = new LinkedHashMap<>(entries());
    for (Map.Entry<String, SpecNode> entry : other.entries().entrySet()) {
      String key = entry.getKey();
      SpecNode known = merged.get(key);
      if (known == null) {
        throw new SpecException(
            entry.getValue().place + ": " + UnknownKey.message(path, key, merged.keySet()));
      }
      merged.put(key, known.overlaid(entry.getValue(), joined(path, key)));
    }
    return new SpecNode(merged, other.place);
  }

  static String joined(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The value as it was written, more or less. */
  @Override
  public String toString() {
    if (isSection()) {
      return entries().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }
}
