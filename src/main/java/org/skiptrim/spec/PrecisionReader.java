package org.skiptrim.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.quantization.Precision;

/** Reads {@code ap_fixed<8,3>}, or {@code {weights: …, activations: …}} with more. */
final class PrecisionReader {
  private static final List<String> KEYS =
      List.of("weights", "activations", "input", "sums", "layers");

  private PrecisionReader() {}

  /**
   * Reads one.
   *
   * @param input the image's type where the setting names none
   */
  static Precision read(Setting setting, FixedPoint input) throws SpecException {
    if (!setting.node().isSection()) {
      FixedPoint type = type(setting);
      return precision(setting, type, type, input, Optional.empty(), Map.of());
    }
    for (String key : setting.node().entries().keySet()) {
      if (!KEYS.contains(key)) {
        throw setting.get(key).at(UnknownKey.message(setting.path(), key, KEYS));
      }
    }
    return precision(
        setting,
        required(setting, "weights"),
        required(setting, "activations"),
        optional(setting, "input").orElse(input),
        optional(setting, "sums"),
        layers(setting));
  }

  private static Optional<FixedPoint> optional(Setting section, String key) throws SpecException {
    return section.has(key) ? Optional.of(type(section.get(key))) : Optional.empty();
  }

  private static Map<String, FixedPoint> layers(Setting section) throws SpecException {
    Map<String, FixedPoint> types = new LinkedHashMap<>();
    if (section.has("layers")) {
      Setting layers = section.get("layers").section();
      for (String name : layers.node().entries().keySet()) {
        types.put(name, type(layers.get(name)));
      }
    }
    return types;
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
      Setting setting,
      FixedPoint weights,
      FixedPoint activations,
      FixedPoint input,
      Optional<FixedPoint> sums,
      Map<String, FixedPoint> layers)
      throws SpecException {
    try {
      return new Precision(weights, activations, input, sums, layers);
    } catch (IllegalArgumentException e) {
      throw setting.at(setting.path() + ": " + e.getMessage());
    }
  }
}
