package org.skiptrim.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.skiptrim.device.Device;
import org.skiptrim.device.Utilization;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What units take of a device, at once and without any tool. Block RAMs and multipliers follow from
 * shapes and widths; LUTs and flip-flops are sums over {@link AreaFeatures}, whose weights {@code
 * area.yaml} has for each family and kind of unit. {@code bench/area} measures them, by synthesis.
 */
public final class AreaModel {
  static final int SMALL_PRODUCT_BITS = 8;

  private static final Map<String, Map<String, Map<String, double[]>>> WEIGHTS = read();

  private final Device device;
  private final Map<String, Map<String, double[]>> weights;

  /** For a device. */
  public AreaModel(Device device) {
    this.device = device;
    this.weights = WEIGHTS.getOrDefault(device.family().name(), Map.of());
  }

  /** Whether it was measured what units of a kind take. */
  boolean knows(Class<? extends Unit> kind) {
    return weights.containsKey(Unit.moduleOf(kind));
  }

  private static Map<String, Map<String, Map<String, double[]>>> read() {
    try (InputStream file = AreaModel.class.getResourceAsStream("area.yaml")) {
      return new YAMLMapper().readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("area.yaml", e);
    }
  }

  /**
   * The hard multipliers that a product of so many bits takes: none where there are none, or where
   * it is so small that synthesis makes it of LUTs.
   */
  static int tiles(int bits, int otherBits, Device device) {
    return bits + otherBits <= SMALL_PRODUCT_BITS
        ? 0
        : device.multiplier().map(hard -> hard.tiles(bits, otherBits)).orElse(0);
  }

  /** Of all units together. */
  public Utilization of(DataflowGraph graph) {
    return graph.units().stream()
        .map(instance -> of(instance.unit()))
        .reduce(Utilization.none(Utilization.Method.ESTIMATED), Utilization::plus);
  }

  /** What a unit's LUTs and flip-flops grow with, for whoever measures the weights. */
  public Map<String, Double> features(Unit unit) {
    return AreaFeatures.of(unit, device);
  }

  /**
   * Of one unit.
   *
   * @throws IllegalStateException if such units were never measured in the device's family
   */
  public Utilization of(Unit unit) {
    Map<String, double[]> weightOf = weights.get(unit.module());
    if (weightOf == null) {
      throw new IllegalStateException(
          "area.yaml does not say what a %s takes of %s; bench/area measures it"
              .formatted(unit.module(), device.family().title()));
    }
    double luts = 0;
    double flipFlops = 0;
    for (Map.Entry<String, Double> feature : AreaFeatures.of(unit, device).entrySet()) {
      double[] weight = weightOf.getOrDefault(feature.getKey(), new double[2]);
      luts += weight[0] * feature.getValue();
      flipFlops += weight[1] * feature.getValue();
    }
    long halves =
        unit.blockMemories().stream()
            .filter(memory -> memory.words() > 0)
            .mapToLong(memory -> device.family().blockRam().tiles(memory).halves())
            .sum();
    return new Utilization(
        Utilization.Method.ESTIMATED,
        Math.round(luts),
        0,
        Math.round(flipFlops),
        halves / 2,
        halves % 2,
        unit.multipliers(device));
  }
}
