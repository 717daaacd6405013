package org.skiptrim.spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.skiptrim.device.Device;
import org.skiptrim.quantization.Precision;
import org.skiptrim.storage.Words;

/**
 * Reads {@code {task: …, figure: accuracy, network: resnet20, variant: skipper, precision: …}};
 * what an experiment has only one of need not be said.
 *
 * @param folder of the spec, where relative paths start
 */
record TaskReader(
    Path folder,
    List<NetworkSpec> networks,
    Map<String, Precision> precisions,
    List<Device> devices) {
  private static final String TASK = "task";
  private static final String SOURCE = "source";
  private static final String FIGURE = "figure";
  private static final String NETWORK = "network";
  private static final String VARIANT = "variant";
  private static final String PRECISION = "precision";
  private static final String DEVICE = "device";
  private static final String REPORTED = "reported";

  /** A reader that knows only the networks and variants that some task names, if there are any. */
  TaskReader askedFor(Setting tasks) throws SpecException {
    List<TaskSpec> all = tasks.list(this::read);
    List<NetworkSpec> asked = new ArrayList<>();
    for (NetworkSpec network : networks) {
      List<Variant> variants =
          network.variants().stream()
              .filter(variant -> all.stream().anyMatch(task -> task.isOf(network, variant)))
              .toList();
      if (!variants.isEmpty()) {
        asked.add(network.with(variants));
      }
    }
    return all.isEmpty() ? this : new TaskReader(folder, asked, precisions, devices);
  }

  TaskSpec read(Setting setting) throws SpecException {
    if (!setting.node().isSection()) {
      throw setting.wrong("it must be a section, such as {task: …, figure: accuracy}");
    }
    setting.checkKeys(List.of(TASK, SOURCE, FIGURE, NETWORK, VARIANT, PRECISION, DEVICE, REPORTED));
    if (!setting.has(TASK)) {
      throw setting.wrong("it does not say what its row says; add task: TEXT");
    }
    return setting.has(SOURCE) ? source(setting) : figure(setting);
  }

  private TaskSpec source(Setting setting) throws SpecException {
    setting.checkKeys(List.of(TASK, SOURCE));
    String path = setting.get(SOURCE).text();
    if (!Files.exists(folder.resolve(path))) {
      throw setting.get(SOURCE).wrong("there is no such file");
    }
    return new TaskSpec.Source(setting.get(TASK).text(), path);
  }

  private TaskSpec figure(Setting setting) throws SpecException {
    TaskSpec.Kind kind = one(setting, FIGURE, Words.in(TaskSpec.Kind.class));
    NetworkSpec network = network(setting);
    Variant variant = variant(setting, network);
    Optional<Precision> precision = precision(setting, kind, network);
    if (setting.has(DEVICE) && !kind.isOfHardware()) {
      throw setting.get(DEVICE).wrong("accuracy is the same on all devices; leave it out");
    }
    Optional<Device> device = kind.isOfHardware() ? Optional.of(device(setting)) : Optional.empty();
    String reported = setting.has(REPORTED) ? setting.get(REPORTED).text() : "";
    return new TaskSpec.Figure(
        setting.get(TASK).text(), kind, network, variant, precision, device, reported);
  }

  private NetworkSpec network(Setting setting) throws SpecException {
    return one(setting, NETWORK, byWord(networks, NetworkSpec::slug));
  }

  private static Variant variant(Setting setting, NetworkSpec network) throws SpecException {
    return one(setting, VARIANT, byWord(network.variants(), Words::of));
  }

  /** Empty where accuracy is asked for and none is named: that of real numbers. */
  private Optional<Precision> precision(Setting setting, TaskSpec.Kind kind, NetworkSpec network)
      throws SpecException {
    if (network.isQuantized()) {
      if (setting.has(PRECISION)) {
        throw setting.get(PRECISION).wrong(network.name() + " has its own types; leave it out");
      }
      return Optional.empty();
    }
    return setting.has(PRECISION) || kind.isOfHardware()
        ? Optional.of(one(setting, PRECISION, precisions))
        : Optional.empty();
  }

  private Device device(Setting setting) throws SpecException {
    return one(setting, DEVICE, byWord(devices, Device::name));
  }

  private static <T> Map<String, T> byWord(List<T> values, Function<T, String> word) {
    Map<String, T> words = new LinkedHashMap<>();
    values.forEach(value -> words.putIfAbsent(word.apply(value), value));
    return words;
  }

  /** What is named, of what the experiment has; the only one if none is named. */
  private static <T> T one(Setting task, String key, Map<String, T> words) throws SpecException {
    if (words.isEmpty()) {
      throw task.wrong("the experiment has no %s for it; give it some".formatted(key));
    }
    if (task.has(key)) {
      return task.get(key).choice(words);
    }
    if (words.size() > 1) {
      throw task.wrong(
          "it does not say which %s; add %s: %s"
              .formatted(key, key, String.join(" or ", words.keySet())));
    }
    return words.values().iterator().next();
  }
}
