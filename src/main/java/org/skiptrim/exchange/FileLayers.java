package org.skiptrim.exchange;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.skiptrim.network.Parameters.Values;

/**
 * A state dict layer by layer: {@code layer1.0.conv1 → {weight}}, names without what those of all
 * convolutions begin with, such as {@code module.}.
 */
final class FileLayers {
  /** Counters that say nothing of the network; the last two are a profiler's. */
  private static final Set<String> COUNTERS =
      Set.of("num_batches_tracked", "total_ops", "total_params");

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private final Map<String, Map<String, Values>> layers = new LinkedHashMap<>();
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private final String prefix;
  private final boolean ordered;

  private FileLayers(String prefix, boolean ordered) {
    this.prefix = prefix;
    this.ordered = ordered;
  }

  /** The layers of a file; those of one without an order are in that of their names and numbers. */
  static FileLayers of(StateDict dict) {
    FileLayers found = new FileLayers(commonPrefix(dict.values()), dict.ordered());
    List<String> names =
        dict.ordered()
            ? List.copyOf(dict.values().keySet())
            : dict.values().keySet().stream()
                .sorted(Comparator.comparing(FileLayers::sortable))
                .toList();
    names.forEach(name -> found.add(name, dict.values().get(name)));
    dict.unreadable().forEach((name, why) -> found.unreadable.put(found.plain(name), why));
    return found;
  }

  private void add(String full, Values values) {
    String name = plain(full);
    String parameter = name.substring(name.lastIndexOf('.') + 1);
    if (!COUNTERS.contains(parameter)) {
      String layer = name.substring(0, Math.max(0, name.lastIndexOf('.')));
      layers.computeIfAbsent(layer, n -> new LinkedHashMap<>()).put(parameter, values);
    }
  }

  /** Up to the last dot that all names of convolutions' weights have in common. */
  private static String commonPrefix(Map<String, Values> values) {
    List<String> names =
        values.keySet().stream().filter(name -> values.get(name).shape().size() == 4).toList();
    if (names.size() < 2) {
      return "";
    }
    String common =
        names.stream().reduce((a, b) -> a.substring(0, firstDifference(a, b))).orElseThrow();
    String prefix = common.substring(0, common.lastIndexOf('.') + 1);
    boolean collides =
        values.keySet().stream()
            .anyMatch(
                name ->
                    name.startsWith(prefix)
                        && !prefix.isEmpty()
                        && values.containsKey(name.substring(prefix.length())));
    return collides ? "" : prefix;
  }

  private static int firstDifference(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return i;
      }
    }
    return length;
  }

  /** So that {@code block.10} comes after {@code block.2}. */
  private static String sortable(String name) {
    Matcher numbers = NUMBER.matcher(name);
    return numbers.replaceAll(found -> "%09d".formatted(Integer.parseInt(found.group())));
  }

  /** A name of the file without the common prefix. */
  String plain(String name) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  boolean ordered() {
    return ordered;
  }

  /** All names, in order. */
  Set<String> names() {
    return layers.keySet();
  }

  /** A layer's parameters by name, none if there is no such layer. */
  Map<String, Values> parameters(String layer) {
    return layers.getOrDefault(layer, Map.of());
  }

  /** Why a parameter that is in the file cannot be read, if so. */
  String unreadable(String layer, String parameter) {
    return unreadable.get(layer + "." + parameter);
  }

  /** The layers whose weights have so many extents: 4 convolutions, 2 dense ones, 1 norms. */
  List<String> withExtents(int extents) {
    return layers.keySet().stream()
        .filter(
            name -> {
              Values weight = parameters(name).get("weight");
              return weight != null && weight.shape().size() == extents;
            })
        .toList();
  }

  /** The extents of a layer's weight. */
  List<Integer> shape(String layer) {
    return parameters(layer).get("weight").shape();
  }
}
