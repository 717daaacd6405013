package org.skiptrim.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A value of the complete spec, asked for as what it has to be; whatever it is not becomes an error
 * with its place, its key and what would be right.
 *
 * @param path the key with those of its sections, such as {@code teacher.epochs}
 */
record Setting(String path, SpecNode node) {
  /** Where values come from that the spec leaves out. */
  static final String DEFAULTS = "defaults";

  /** What the place of a recipe's values begins with. */
  static final String RECIPE = "recipe ";

  /** Where the values of {@code key=value} come from. */
  static final String COMMAND_LINE = "command line";

  /** Reads a value that was written out; its error says what is wrong with it. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Setting setting) throws SpecException;
  }

  /** A value of this section. */
  Setting get(String key) {
    return new Setting(SpecNode.joined(path, key), node.entries().get(key));
  }

  /** This section. */
  Setting section() throws SpecException {
    if (!node.isSection()) {
      throw wrong("it must be a section with keys of its own");
    }
    return this;
  }

  /** Whether the spec says nothing of it. */
  boolean isDefault() {
    return node.place().equals(DEFAULTS) || node.place().startsWith(RECIPE);
  }

  boolean isFromCommandLine() {
    return node.place().equals(COMMAND_LINE);
  }

  boolean is(String word) {
    return word.equals(node.value());
  }

  String text() throws SpecException {
    if (node.value() instanceof String text) {
      return text;
    }
    throw wrong("it must be text");
  }

  int integer(int min, int max) throws SpecException {
    if (node.value() instanceof Long number && number >= min && number <= max) {
      return number.intValue();
    }
    throw wrong("it must be a whole number from " + min + " to " + max);
  }

  /** A number from {@code min} to {@code max}, both included. */
  double number(double min, double max) throws SpecException {
    if (node.value() instanceof Number number) {
      double value = number.doubleValue();
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw wrong("it must be a number from " + plain(min) + " to " + plain(max));
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** A list without repetitions; a single value is a list of one. */
  <T> List<T> list(Reader<T> reader) throws SpecException {
    List<SpecNode> nodes = node.isList() ? node.items() : List.of(node);
    List<T> items = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      Setting item = new Setting(path + "[" + i + "]", nodes.get(i));
      T value = reader.read(item);
      if (!seen.add(value)) {
        throw item.wrong("it is in the list already; leave it out");
      }
      items.add(value);
    }
    return List.copyOf(items);
  }

  /**
   * What {@code parse} makes of the text; its {@link IllegalArgumentException} says what is wrong.
   */
  <T> T parsed(Function<String, T> parse) throws SpecException {
    String text = text();
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw at(path + ": " + e.getMessage());
    }
  }

  /** One of some words. */
  <T> T choice(Map<String, T> words) throws SpecException {
    T chosen = node.value() instanceof String word ? words.get(word) : null;
    if (chosen == null) {
      throw wrong("use " + String.join(" or ", words.keySet().stream().sorted().toList()));
    }
    return chosen;
  }

  /** That this value is not right, and what would be. */
  SpecException wrong(String right) {
    return at(path + " is '" + node + "'; " + right);
  }

  /** An error at the place of this value. */
  SpecException at(String message) {
    return new SpecException(node.place() + ": " + message);
  }
}
