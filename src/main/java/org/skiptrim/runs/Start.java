package org.skiptrim.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One start of a step: where its figures come from besides its settings.
 *
 * @param at when
 * @param process which, such as {@code node7, process 4711}
 * @param facts by name: revision, versions, machine, threads, checksums of data
 */
public record Start(Instant at, String process, Map<String, String> facts) {
  /** The threads of the tensor library. */
  public static final String THREADS = "threads";

  /** The commit that the program was built from. */
  public static final String REVISION = "revision";

  /** On these the bits of a training depend, beside its settings. */
  private static final List<String> BITS = List.of(THREADS, "processor", "device");

  /** Copies the map. */
  public Start {
    facts = Map.copyOf(facts);
  }

  /** The same start with one fact more. */
  Start with(String name, String value) {
    Map<String, String> more = new TreeMap<>(facts);
    more.put(name, value);
    return new Start(at, process, more);
  }

  Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  /**
   * What somebody has to know who compares figures: that a training went on with other threads, on
   * another processor or device, or at another revision than it began, and so may have other bits
   * than one that was not interrupted. One phrase each, such as {@code threads: 2, then 1}.
   */
  static List<String> changes(List<Start> starts) {
    List<String> changes = new ArrayList<>();
    List<String> watched = new ArrayList<>(BITS);
    watched.add(REVISION);
    for (String name : watched) {
      List<String> values = new ArrayList<>();
      for (Start start : starts) {
        start
            .fact(name)
            .filter(value -> values.isEmpty() || !values.get(values.size() - 1).equals(value))
            .ifPresent(values::add);
      }
      if (values.size() > 1) {
        changes.add(name + ": " + String.join(", then ", values));
      }
    }
    return changes;
  }
}
