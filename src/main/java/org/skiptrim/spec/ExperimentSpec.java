package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.network.Block;
import org.skiptrim.network.Shortcut;
import org.skiptrim.quantization.Precision;
import org.skiptrim.toolchain.Device;

/**
 * What an experiment is to do: all combinations of its depths, variants, precisions and devices,
 * {@code trials} times. The keys, their units and their defaults stand in {@code defaults.yaml}.
 *
 * @param name its file's name without the ending
 * @param shortcut of blocks that change the shape
 * @param block of the residual networks; Trimmer's own has its ReLU before the add in any case
 * @param depths layers of the residual networks
 * @param trials how often everything is done, each time with the next seed
 * @param seed of the first trial
 * @param simulationImages test images whose logits are compared with the hardware's
 */
public record ExperimentSpec(
    String name,
    String description,
    DatasetSpec dataset,
    Shortcut shortcut,
    Block block,
    List<Integer> depths,
    List<Variant> variants,
    List<Precision> precisions,
    List<Device> devices,
    int trials,
    long seed,
    TeacherSpec teacher,
    TrainingSpec plain,
    TaughtSpec plainDistilled,
    SkipsSpec skipper,
    SkipsSpec trimmer,
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
    Path folder = file.toAbsolutePath().getParent();
    return of(SpecFile.name(file), folder, SpecFile.read(file, overrides));
  }

  private static ExperimentSpec of(String name, Path folder, Setting root)
      throws SpecException, IOException {
    Arithmetic arithmetic = root.get("arithmetic").choice(words(Arithmetic.values()));
    Setting network = root.get("network").section();
    DatasetSpec dataset = DatasetSpec.read(root.get("dataset").section());
    ExperimentSpec spec =
        new ExperimentSpec(
            name,
            root.get("description").text(),
            dataset,
            network.get("shortcut").choice(words(Shortcut.values())),
            network.get("block").choice(words(Block.values())),
            root.get("depths").list(ExperimentSpec::depth),
            root.get("variants").list(variant -> variant.choice(Variant.byWord())),
            root.get("precisions").list(p -> PrecisionReader.read(p, dataset.inputType())),
            root.get("devices").list(device -> device.parsed(Device::named)),
            root.get("trials").integer(1, 1_000),
            root.get("seed").integer(0, Integer.MAX_VALUE),
            TeacherSpec.read(root.get("teacher").section(), arithmetic, folder),
            TrainingSpec.read(root.get("plain").section(), 1, arithmetic),
            TaughtSpec.read(root.get("plain_distilled").section(), arithmetic),
            SkipsSpec.read(root.get("skipper").section(), arithmetic),
            SkipsSpec.read(root.get("trimmer").section(), arithmetic),
            QuantizationSpec.read(root.get("quantization").section()),
            root.get("simulation").section().get("images").integer(0, 10_000),
            HardwareSpec.read(root.get("hardware").section()));
    spec.checkTogether(root);
    return spec;
  }

  /** How a variant's network is trained. */
  public TrainingSpec training(Variant variant) {
    return switch (variant) {
      case RESIDUAL -> teacher.training();
      case PLAIN -> plain;
      case PLAIN_DISTILLED -> plainDistilled.training();
      case SKIPPER -> skipper.training();
      case TRIMMER -> trimmer.training();
    };
  }

  private static int depth(Setting setting) throws SpecException {
    int depth = setting.integer(8, 1_202);
    if (depth % 6 != 2) {
      throw setting.wrong("a depth is 6n+2: 8, 14, 20, 32, 44, 56, 110");
    }
    return depth;
  }

  private void checkTogether(Setting root) throws SpecException {
    for (String key : List.of("depths", "variants")) { // precisions and devices may be none
      if (root.get(key).node().isList() && root.get(key).node().items().isEmpty()) {
        throw root.get(key).wrong("it must have one or more");
      }
    }
    for (int depth : depths) {
      if (variants.contains(Variant.SKIPPER)) {
        skipper.checkTime(root.get("skipper"), depth);
      }
      if (variants.contains(Variant.TRIMMER)) {
        trimmer.checkTime(root.get("trimmer"), depth);
      }
    }
    if (trimmer.schedule().fade() > 0) {
      throw root.get("trimmer").get("fade").wrong("only skips that are removed can fade; use 0");
    }
    if (teacher.weights().isPresent()) {
      checkWeights(root);
    }
  }

  /** A file has one network. */
  private void checkWeights(Setting root) throws SpecException {
    if (depths.size() != 1) {
      throw root.get("depths")
          .wrong("teacher.weights names one file, so there can be only one depth");
    }
    if (variants.contains(Variant.TRIMMER) && block != Block.RELU_BEFORE_ADD) {
      throw root.get("variants")
          .wrong(
              "trimmer needs a teacher whose blocks have their ReLU before the add; leave"
                  + " teacher.weights out, or set network.block if the file has such blocks");
    }
  }

  private static <E extends Enum<E>> Map<String, E> words(E[] values) {
    Map<String, E> words = new TreeMap<>();
    for (E value : values) {
      words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
    }
    return words;
  }
}
