package org.skiptrim.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.quantization.LayerTypes;
import org.skiptrim.quantization.Precision;

/** Reads {@code ap_fixed<8,3>}, or {@code {weights: …, activations: …}} with more. */
final class PrecisionReader {
  private static final List<String> KEYS =
      List.of("weights", "activations", "input", "sums", "layers", "binary_points");

  private static final List<String> LAYER_KEYS = List.of("weights", "activations", "sums");

  private PrecisionReader() {}

  /**
   * Reads one.
   *
   * @param input the image's type where the setting names none
   */
  static Precision read(Setting setting, FixedPoint input) throws SpecException {
    if (!setting.node().isSection()) {
      FixedPoint type = type(setting);
      return precision(setting, type, type, input, Optional.empty(), Map.of(), false);
    }
    setting.checkKeys(KEYS);
    return precision(
        setting,
        required(setting, "weights"),
        required(setting, "activations"),
        optional(setting, "input").orElse(input),
        optional(setting, "sums"),
        layers(setting),
        setting.has("binary_points")
            && setting.get("binary_points").choice(Map.of("strict", false, "auto", true)));
  }

  private static Optional<FixedPoint> optional(Setting section, String key) throws SpecException {
    return section.has(key) ? Optional.of(type(section.get(key))) : Optional.empty();
  }

  private static Map<String, LayerTypes> layers(Setting section) throws SpecException {
    Map<String, LayerTypes> types = new LinkedHashMap<>();
    if (section.has("layers")) {
      Setting layers = section.get("layers").section();
      for (String name : layers.node().entries().keySet()) {
        types.put(name, layer(layers.get(name)));
      }
    }
    return types;
  }

  private static LayerTypes layer(Setting setting) throws SpecException {
    if (!setting.node().isSection()) {
      return LayerTypes.ofWeights(type(setting));
    }
    setting.checkKeys(LAYER_KEYS);
    return new LayerTypes(
        optional(setting, "weights"), optional(setting, "activations"), optional(setting, "sums"));
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
      Map<String, LayerTypes> layers,
      boolean automatic)
      throws SpecException {
    try {
      return new Precision(weights, activations, input, sums, layers, automatic);
    } catch (IllegalArgumentException e) {
      throw setting.at(setting.path() + ": " + e.getMessage());
    }
  }
}
