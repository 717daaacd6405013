package org.skiptrim.spec;

import java.util.List;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.quantization.Precision;

/** Reads {@code ap_fixed<8,3>} or {@code {weights: …, activations: …, input: …}}. */
final class PrecisionReader {
  private static final List<String> KEYS = List.of("weights", "activations", "input");

  private PrecisionReader() {}

  /**
   * Reads one.
   *
   * @param input the image's type where the setting names none
   */
  static Precision read(Setting setting, FixedPoint input) throws SpecException {
    if (!setting.node().isSection()) {
      FixedPoint type = type(setting);
      return precision(setting, type, type, input);
    }
    for (String key : setting.node().entries().keySet()) {
      if (!KEYS.contains(key)) {
        throw setting.get(key).at(UnknownKey.message(setting.path(), key, KEYS));
      }
    }
    boolean hasInput = setting.node().entries().containsKey("input");
    return precision(
        setting,
        required(setting, "weights"),
        required(setting, "activations"),
        hasInput ? type(setting.get("input")) : input);
  }

  private static FixedPoint required(Setting section, String key) throws SpecException {
    if (!section.node().entries().containsKey(key)) {
      throw section.wrong("it has no " + key);
    }
    return type(section.get(key));
  }

  private static FixedPoint type(Setting setting) throws SpecException {
    return setting.parsed(FixedPoint::parse);
  }

  private static Precision precision(
      Setting setting, FixedPoint weights, FixedPoint activations, FixedPoint input)
      throws SpecException {
    try {
      return new Precision(weights, activations, input);
    } catch (IllegalArgumentException e) {
      throw setting.at(setting.path() + ": " + e.getMessage());
    }
  }
}
