package org.skiptrim.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.skiptrim.storage.Checksum;

/**
 * A complete spec: the defaults, over them the recipe that it names, then its file, over all what
 * the command line says.
 */
final class SpecFile {
  /** By word, the file that has it. */
  private static final Map<String, String> RECIPES =
      Map.of(
          "short", "recipe-short",
          "report", "recipe-report",
          "tailor", "recipe-tailor",
          "hardware-only", "recipe-hardware-only");

  /** Each section that inherits values, with the general sections that it inherits them from. */
  static final Map<String, List<String>> INHERITANCE =
      Map.of(
          "teacher", List.of("training"),
          "plain", List.of("training"),
          "plain_distilled", List.of("training", "distillation"),
          "skipper", List.of("training", "distillation"),
          "trimmer", List.of("training", "distillation"),
          "merger", List.of("training", "distillation"),
          "quantization", List.of("training", "distillation"));

  /** The sections of trainings under a teacher. */
  static List<String> taught() {
    return INHERITANCE.keySet().stream()
        .filter(section -> INHERITANCE.get(section).contains("distillation"))
        .sorted()
        .toList();
  }

  private static final String DATASET = "dataset";
  private static final String ENDING = "\\.ya?ml$";

  private SpecFile() {}

  /**
   * What names the experiment's report: the file's name without its ending. With settings from the
   * command line it is another experiment, whose report must not replace that of the file alone.
   */
  static String name(Path file, List<String> overrides) throws SpecException {
    String settings = String.join("\n", new TreeSet<>(overrides));
    String mark = Checksum.sha256(settings.getBytes(StandardCharsets.UTF_8)).substring(0, 6);
    return overrides.isEmpty() ? name(file) : name(file) + "-" + mark;
  }

  private static String name(Path file) throws SpecException {
    String name = file.getFileName().toString().replaceFirst(ENDING, "");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new SpecException(
          file + ": a spec's file name names its results; use letters, digits, dots and dashes");
    }
    return name;
  }

  static Setting read(Path file, List<String> overrides) throws SpecException, IOException {
    List<SpecNode> layers = new ArrayList<>(List.of(parse(file)));
    for (String override : overrides) {
      layers.add(override(override));
    }
    SpecNode defaults = withInheritedKeys(resource("defaults.yaml", Setting.DEFAULTS));
    String recipe = overlaid(defaults, layers).get("recipe").choice(RECIPES);
    layers.add(
        0, resource(recipe + ".yaml", Setting.RECIPE + recipe.substring("recipe-".length())));
    return overlaid(defaults, layers);
  }

  /** The defaults, each section with all keys that it may have. */
  private static SpecNode withInheritedKeys(SpecNode defaults) {
    Map<String, SpecNode> sections = new LinkedHashMap<>(defaults.entries());
    INHERITANCE.forEach(
        (section, generals) -> {
          Map<String, SpecNode> keys = new LinkedHashMap<>(sections.get(section).entries());
          for (String general : generals) {
            defaults
                .entries()
                .get(general)
                .entries()
                .forEach(
                    (key, node) ->
                        keys.putIfAbsent(key, new SpecNode(node.value(), Setting.INHERITED)));
          }
          sections.put(section, new SpecNode(keys, Setting.DEFAULTS));
        });
    return new SpecNode(sections, Setting.DEFAULTS);
  }

  private static Setting overlaid(SpecNode defaults, List<SpecNode> layers) throws SpecException {
    SpecNode spec = defaults;
    for (SpecNode layer : layers) {
      spec = spec.overlaid(withNamedDataset(layer), "");
    }
    return new Setting("", spec);
  }

  /** {@code dataset: svhn} is short for {@code dataset: {name: svhn}}. */
  private static SpecNode withNamedDataset(SpecNode layer) {
    SpecNode dataset = layer.entries().get(DATASET);
    if (dataset == null || !(dataset.value() instanceof String)) {
      return layer;
    }
    Map<String, SpecNode> entries = new LinkedHashMap<>(layer.entries());
    entries.put(DATASET, new SpecNode(Map.of("name", dataset), dataset.place()));
    return new SpecNode(entries, layer.place());
  }

  private static SpecNode resource(String name, String place) throws SpecException {
    try (InputStream in = SpecFile.class.getResourceAsStream(name)) {
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SpecParser.parse(yaml, line -> place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SpecNode parse(Path file) throws SpecException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new SpecException(
          file + " is not a file; name an experiment such as experiments/quickstart.yaml");
    }
    String yaml;
    try {
      yaml = Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new SpecException(file + " is not UTF-8 text");
    }
    SpecNode spec = SpecParser.parse(yaml, line -> file + ":" + line);
    if (!spec.isSection()) {
      throw new SpecException(
          file + ":1: a spec consists of keys with values, such as networks: [resnet8]");
    }
    return spec;
  }

  /** {@code teacher.epochs=2} as the spec {@code {teacher: {epochs: 2}}}. */
  private static SpecNode override(String text) throws SpecException {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new SpecException(
          "command line: '" + text + "' is no key=value; write it like teacher.epochs=2");
    }
    SpecNode node = SpecParser.parse(text.substring(equals + 1), line -> Setting.COMMAND_LINE);
    Deque<String> keys = new ArrayDeque<>(Arrays.asList(text.substring(0, equals).split("\\.")));
    while (!keys.isEmpty()) {
      node = new SpecNode(Map.of(keys.removeLast(), node), node.place());
    }
    return node;
  }
}
