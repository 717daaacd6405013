package org.skiptrim.placement;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the parts of a chip are set to, as a text that the placer wrote or that a bitstream was
 * unpacked to. Settings at which a part does nothing are left out, since the two texts differ in
 * whether they say them.
 */
final class Configuration {
  /** Of a LUT of the ECP5 that is not used. */
  private static final String UNUSED_LUT = "1111111111111111";

  private final SortedMap<String, String> settings = new TreeMap<>();
  private String part = "";
  private int row;

  private Configuration() {}

  /**
   * Reads the functions of LUTs and the contents of block RAMs: of the rest of an ECP5 the two
   * texts say the same in different words.
   */
  static Configuration ofEcp5(Path file) throws IOException {
    return read(file, Configuration::ecp5);
  }

  /** Reads every bit, an iCE40's tile by tile. */
  static Configuration ofIce40(Path file) throws IOException {
    return read(file, Configuration::ice40);
  }

  private interface Reader {
    void read(Configuration configuration, String line);
  }

  private static Configuration read(Path file, Reader reader) throws IOException {
    Configuration configuration = new Configuration();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(".")) {
          configuration.part = line.substring(1);
          configuration.row = 0;
          configuration.bit();
        } else if (!line.isBlank()) {
          reader.read(configuration, line);
        }
      }
    }
    return configuration;
  }

  /** A bit that belongs to no tile, as of an iCE40's global nets, is a line of its own. */
  private void bit() {
    if (part.startsWith("extra_bit")) {
      settings.put(part, "set");
    }
  }

  private void ecp5(String line) {
    String[] words = line.strip().split(" ");
    if (part.startsWith("bram_init")) {
      settings.put("%s, line %d".formatted(part, row++), line.strip());
    } else if (words[0].equals("word:")
        && words[1].endsWith(".INIT")
        && !words[2].equals(UNUSED_LUT)) {
      settings.put(part + ", " + words[1], words[2]);
    }
  }

  private void ice40(String line) {
    if (line.contains("1") && !part.startsWith("comment") && !part.startsWith("sym")) {
      settings.put("%s, row %d".formatted(part, row), line);
    }
    row++;
  }

  /** How many parts are set to something. */
  int size() {
    return settings.size();
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
