package org.skiptrim.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.skiptrim.quantization.Precision;
import org.skiptrim.toolchain.Device;

/**
 * What an experiment is to do: all combinations of its depths, variants, precisions and devices,
 * {@code trials} times. The keys, their units and their defaults stand in {@code defaults.yaml}.
 *
 * @param name its file's name without the ending
 * @param depths layers of the residual networks
 * @param trials how often everything is done, each time with the next seed
 * @param seed of the first trial
 * @param simulationImages test images whose logits are compared with the hardware's
 */
public record ExperimentSpec(
    String name,
    String description,
    DatasetSpec dataset,
    List<Integer> depths,
    List<Variant> variants,
    List<Precision> precisions,
    List<Device> devices,
    int trials,
    long seed,
    TrainingSpec teacher,
    SkipperSpec skipper,
    QuantizationSpec quantization,
    int simulationImages,
    HardwareSpec hardware) {

  /**
   * Reads a spec.
   *
   * @param file in YAML
   * @param overrides such as {@code teacher.epochs=2}, which stand above what the file says
   * @throws SpecException if it says something that is not known, not right or contradictory
   */
  public static ExperimentSpec read(Path file, List<String> overrides)
      throws SpecException, IOException {
    return of(SpecFile.name(file), SpecFile.read(file, overrides));
  }

  static ExperimentSpec of(String name, Setting root) throws SpecException {
    ExperimentSpec spec =
        new ExperimentSpec(
            name,
            root.get("description").text(),
            DatasetSpec.read(root.get("dataset").section()),
            root.get("depths").list(ExperimentSpec::depth),
            root.get("variants").list(variant -> variant.choice(Variant.byWord())),
            root.get("precisions").list(PrecisionReader::read),
            root.get("devices").list(device -> device.parsed(Device::named)),
            root.get("trials").integer(1, 1_000),
            root.get("seed").integer(0, Integer.MAX_VALUE),
            TrainingSpec.read(root.get("teacher").section(), 1),
            SkipperSpec.read(root.get("skipper").section()),
            QuantizationSpec.read(root.get("quantization").section()),
            root.get("simulation").section().get("images").integer(0, 10_000),
            HardwareSpec.read(root.get("hardware").section()));
    spec.checkTogether(root);
    return spec;
  }

  private static int depth(Setting setting) throws SpecException {
    int depth = setting.integer(8, 1_202);
    if (depth % 6 != 2) {
      throw setting.wrong("a depth is 6n+2: 8, 14, 20, 32, 44, 56, 110");
    }
    return depth;
  }

  private void checkTogether(Setting root) throws SpecException {
    for (String key : List.of("depths", "variants")) {
      if (root.get(key).node().isList() && root.get(key).node().items().isEmpty()) {
        throw root.get(key).wrong("it must have one or more");
      }
    }
    if (variants.contains(Variant.SKIPPER)) {
      for (int depth : depths) {
        skipper.checkTime(root.get("skipper"), depth);
      }
    }
  }
}
