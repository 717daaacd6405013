package org.skiptrim.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A value of the complete spec, asked for as what it has to be; whatever it is not becomes an error
 * with its place, its key and what would be right.
 *
 * @param path the key with those of its sections, such as {@code teacher.epochs}
 */
record Setting(String path, SpecNode node, List<Setting> general) {
  /** Where values come from that the spec leaves out. */
  static final String DEFAULTS = "defaults";

  /** Where a section's values come from that only a general section has. */
  static final String INHERITED = "inherited";

  /** What the place of a recipe's values begins with. */
  static final String RECIPE = "recipe ";

  /** Where the values of {@code key=value} come from. */
  static final String COMMAND_LINE = "command line";

  /** Reads a value that was written out; its error says what is wrong with it. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Setting setting) throws SpecException;
  }

  /** A value by itself, or a section with all its values. */
  Setting(String path, SpecNode node) {
    this(path, node, List.of());
  }

  /** This section with the values of a more general one, where those stand above its own. */
  Setting inheriting(Setting section) {
    List<Setting> more = new ArrayList<>(general);
    more.add(section);
    return new Setting(path, node, List.copyOf(more));
  }

  /** A value of this section, or of one that it inherits from if that was said later. */
  Setting get(String key) {
    Setting own = new Setting(SpecNode.joined(path, key), node.entries().get(key));
    return general.stream()
        .filter(section -> section.has(key))
        .map(section -> section.get(key))
        .filter(inherited -> inherited.layer() > own.layer())
        .findFirst()
        .orElse(own);
  }

  /** Whether this section has a value of its own. */
  boolean has(String key) {
    return node.entries().containsKey(key);
  }

  /** What is said in a higher layer stands above what is said in a lower one. */
  private int layer() {
    if (node.place().equals(INHERITED)) {
      return 0;
    }
    if (isDefault()) {
      return 1;
    }
    return isFromCommandLine() ? 3 : 2;
  }

  /**
   * Whether a value of this section has no place beside another: both were written, and not the one
   * for this section alone and the other for all.
   */
  boolean contradicts(Setting value, Setting other) {
    boolean overridden = isOwn(value) && !isOwn(other);
    return !other.isDefault() && !overridden;
  }

  private boolean isOwn(Setting value) {
    return value.path.startsWith(path + ".");
  }

  /** This section. */
  Setting section() throws SpecException {
    if (!node.isSection()) {
      throw wrong("it must be a section with keys of its own");
    }
    return this;
  }

  /** That this section has no other keys than these. */
  void checkKeys(List<String> known) throws SpecException {
    for (String key : node.entries().keySet()) {
      if (!known.contains(key)) {
        throw get(key).at(UnknownKey.message(path, key, known));
      }
    }
  }

  /** Whether the spec says nothing of it. */
  boolean isDefault() {
    return Set.of(DEFAULTS, INHERITED).contains(node.place()) || node.place().startsWith(RECIPE);
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

  /** A whole number, or one of some words that stand for others. */
  int integer(int min, int max, Map<String, Integer> words) throws SpecException {
    Integer meant = node.value() instanceof String word ? words.get(word) : null;
    if (meant == null && !(node.value() instanceof Long)) {
      String named = String.join(" or ", words.keySet().stream().sorted().toList());
      throw wrong("it must be %s or a whole number from %d to %d".formatted(named, min, max));
    }
    return meant == null ? integer(min, max) : meant;
  }

  /** How many of as many as there are; a default is for where there are enough. */
  int count(int there) throws SpecException {
    return isDefault() ? Math.min(integer(0, Integer.MAX_VALUE), there) : integer(0, there);
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

  /** The items of a list; a single value is a list of one. */
  List<Setting> items() {
    List<SpecNode> nodes = node.isList() ? node.items() : List.of(node);
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> new Setting(path + "[" + i + "]", nodes.get(i)))
        .toList();
  }

  /** What the items of a list are read as, without repetitions. */
  <T> List<T> list(Reader<T> reader) throws SpecException {
    List<T> items = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (Setting item : items()) {
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
