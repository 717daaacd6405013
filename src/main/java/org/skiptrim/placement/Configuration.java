package org.skiptrim.placement;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What the parts of a chip are set to, as a text that the placer wrote or that a bitstream was
 * unpacked to. Settings at which a part does nothing are left out, since the two texts differ in
 * whether they say them.
 */
final class Configuration {
  private final NavigableMap<String, String> settings = new TreeMap<>();

  private Configuration() {}

  /** Understands the lines of a text, from the first on. */
  interface Text {
    /**
     * Takes the next line.
     *
     * @param setting takes the name of what it sets, and to what
     */
    void read(String line, BiConsumer<String, String> setting);
  }

  /** Reads what an {@link Ecp5Text} knows of an ECP5's. */
  static Configuration ofEcp5(Path file) throws IOException {
    return read(file, new Ecp5Text());
  }

  /** Reads every bit of an iCE40's. */
  static Configuration ofIce40(Path file) throws IOException {
    return read(file, new Ice40Text());
  }

  private static Configuration read(Path file, Text text) throws IOException {
    Configuration configuration = new Configuration();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        text.read(line, configuration.settings::put);
      }
    }
    return configuration;
  }

  /** How many parts are set to something. */
  int size() {
    return settings.size();
  }

  /**
   * A bit of a tile of an iCE40 UltraPlus that sets what stands there instead of logic.
   *
   * @param kind what IceStorm calls the tile, without {@code _tile}
   * @param number from 0 to 7
   */
  int bitOfBlock(String kind, int x, int y, int number) {
    // Such bits are in column 7, each pair of rows the other way around.
    String row = settings.get(Ice40Text.row("%s_tile %d %d".formatted(kind, x, y), number ^ 1));
    return row != null && row.charAt(7) == '1' ? 1 : 0;
  }

  /** The first part that is set to something else in the other, in words. */
  Optional<String> firstDifference(Configuration other) {
    TreeSet<String> parts = new TreeSet<>(settings.keySet());
    parts.addAll(other.settings.keySet());
    Iterator<String> differing =
        parts.stream()
            .filter(one -> !Objects.equals(settings.get(one), other.settings.get(one)))
            .iterator();
    return differing.hasNext() ? Optional.of(said(differing.next(), other)) : Optional.empty();
  }

  private String said(String different, Configuration other) {
    return "%s is %s instead of %s"
        .formatted(different, value(other.settings, different), value(settings, different));
  }

  private static String value(Map<String, String> settings, String part) {
    return settings.getOrDefault(part, "not set");
  }
}
