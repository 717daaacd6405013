package org.skiptrim.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.device.Utilization;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.hardware.Products;
import org.skiptrim.hardware.SkipSource;
import org.skiptrim.storage.Words;

/**
 * How parallel the hardware is, and how it is synthesized.
 *
 * @param deviceShare as fast as this share of a device allows to the residual network
 * @param cyclesPerFrame at most so many, whatever it takes; overrides the share. Specs can say
 *     frames a second at a clock instead
 * @param skips where skip connections get their pixels
 * @param blockRamPrice what a block RAM is worth, as a share of the LUTs that a device has for each
 * @param folding of single layers by name, which stand above what would be chosen
 */
public record HardwareSpec(
    double deviceShare,
    Optional<Integer> cyclesPerFrame,
    SkipSource skips,
    double blockRamPrice,
    Map<String, Fold> folding,
    Utilization.Method synthesis) {

  private static final String NONE = "none";

  private static final List<String> FOLD_KEYS = List.of("pe", "simd", "products");

  private static final Map<String, Products> PRODUCTS =
      Map.of("multipliers", Products.SINGLE, "pairs", Products.PAIRED, "luts", Products.LUTS);

  static HardwareSpec read(Setting section) throws SpecException {
    return new HardwareSpec(
        section.get("device_share").number(0.001, 1),
        cycles(section),
        section.get("skips").choice(Words.in(SkipSource.class)),
        section.get("block_ram_price").number(0, 1000),
        folding(section.get("folding")),
        section
            .get("synthesis")
            .choice(
                Map.of(
                    "by-parts", Utilization.Method.SYNTHESIZED_BY_PARTS,
                    "flat", Utilization.Method.SYNTHESIZED_FLAT)));
  }

  private static Map<String, Fold> folding(Setting layers) throws SpecException {
    Map<String, Fold> folds = new LinkedHashMap<>();
    if (!layers.is(NONE)) {
      for (String name : layers.section().node().entries().keySet()) {
        folds.put(name, fold(layers.get(name).section()));
      }
    }
    return folds;
  }

  private static Fold fold(Setting layer) throws SpecException {
    layer.checkKeys(FOLD_KEYS);
    Products products =
        layer.has("products") ? layer.get("products").choice(PRODUCTS) : Products.SINGLE;
    return new Fold(parallelism(layer, "pe"), parallelism(layer, "simd"), products);
  }

  private static int parallelism(Setting layer, String key) throws SpecException {
    if (!layer.has(key)) {
      throw layer.wrong("it has no " + key);
    }
    return layer.get(key).integer(1, 1_000_000);
  }

  private static Optional<Integer> cycles(Setting section) throws SpecException {
    Setting share = section.get("device_share");
    Setting cycles = section.get("cycles_per_frame");
    Setting frames = section.get("frames_per_second");
    boolean byCycles = !cycles.is(NONE);
    boolean byFrames = !frames.is(NONE);
    if (byCycles && !(cycles.node().value() instanceof Long)) {
      throw cycles.wrong("it must be none or a whole number of cycles");
    }
    if (byFrames && !(frames.node().value() instanceof Number)) {
      throw frames.wrong("it must be none or a number");
    }
    requireAlone(cycles, byCycles, frames, byFrames);
    requireAlone(cycles, byCycles, share, !share.isDefault());
    requireAlone(frames, byFrames, share, !share.isDefault());
    if (byFrames) {
      double clock = section.get("clock_mhz").number(1, 10_000) * 1e6;
      return Optional.of((int) (clock / frames.number(clock / Integer.MAX_VALUE, clock)));
    }
    return byCycles ? Optional.of(cycles.integer(1, Integer.MAX_VALUE)) : Optional.empty();
  }

  private static void requireAlone(Setting one, boolean given, Setting other, boolean otherGiven)
      throws SpecException {
    if (given && otherGiven) {
      throw one.wrong("it excludes " + other.path() + "; leave one of them out");
    }
  }
}
