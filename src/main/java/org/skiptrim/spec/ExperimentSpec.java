package org.skiptrim.spec;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.skiptrim.dataset.DatasetSource;
import org.skiptrim.device.Device;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.quantization.Precision;
import org.skiptrim.storage.Words;

/**
 * What an experiment is to do: all combinations of its networks, their variants, its precisions and
 * devices, {@code trials} times. The keys, their units and their defaults stand in {@code
 * defaults.yaml}.
 *
 * @param name its file's name without the ending, and a mark if settings override the file's
 * @param title of the table that it fills, where it has tasks; specs of one title fill one table
 * @param tasks the table's rows; where there are any, only what they need is done
 * @param figures those of the tasks that are to be found out
 * @param source of the data set
 * @param networks that are built, or that files hold
 * @param variants that are made of each network with skip connections; see {@link
 *     NetworkSpec#variants} for those that there are
 * @param trials how often everything is done, each time with the next seed
 * @param seed of the first trial
 * @param teacher how residual networks are trained
 * @param quantization the teacher is the network before quantization; 0 epochs for none
 * @param progressive whether quantization starts from the next wider precision's weights
 * @param calibrationImages training images that quantization looks at before it learns; 0 for none
 * @param statisticsImages training images on which a quantized network that has learned measures
 *     batch norm's statistics anew; 0 for none
 * @param teachers under which networks learn that are not the ones they come from, by section
 * @param simulationImages test images whose logits are compared with the hardware's
 */
public record ExperimentSpec(
    String name,
    String description,
    String title,
    List<TaskSpec> tasks,
    List<TaskSpec.Kind> figures,
    DatasetSpec dataset,
    DatasetSource source,
    List<NetworkSpec> networks,
    List<Variant> variants,
    List<Precision> precisions,
    List<Device> devices,
    int trials,
    long seed,
    TrainingSpec teacher,
    TrainingSpec plain,
    TaughtSpec plainDistilled,
    SkipsSpec skipper,
    SkipsSpec trimmer,
    SkipsSpec merger,
    TaughtSpec quantization,
    boolean progressive,
    int calibrationImages,
    int statisticsImages,
    Map<String, NetworkSpec> teachers,
    int simulationImages,
    HardwareSpec hardware,
    PlacementSpec placement) {

  /**
   * Reads a spec.
   *
   * @param file in YAML
   * @param overrides such as {@code teacher.epochs=2}, which override the file
   * @throws SpecException if it says something that is not known, not right or contradictory
   */
  public static ExperimentSpec read(Path file, List<String> overrides)
      throws SpecException, IOException {
    Path folder = file.toAbsolutePath().getParent();
    return of(SpecFile.name(file, overrides), folder, SpecFile.read(file, overrides));
  }

  private static ExperimentSpec of(String name, Path folder, Setting root)
      throws SpecException, IOException {
    Arithmetic arithmetic = root.get("arithmetic").choice(Words.in(Arithmetic.class));
    DatasetSource source = DatasetSourceReader.read(root.get("dataset").section(), folder);
    DatasetSource.Facts facts = source.facts();
    List<Variant> variants = root.get("variants").list(variant -> variant.choice(Variant.made()));
    checkNotEmpty(root, "networks", "variants"); // precisions and devices may be none
    NetworkReader reader = new NetworkReader(folder, source, variants);
    List<NetworkReader.Entry> entries = entries(root, reader);
    Map<String, NetworkReader.Entry> teachers = teachers(root, reader);
    DatasetSpec dataset =
        DatasetSpec.read(
            root.get("dataset"),
            source,
            Stream.concat(entries.stream(), teachers.values().stream())
                .flatMap(entry -> entry.contents().stream())
                .toList());
    FixedPoint input = dataset.normalization().inputType();
    List<NetworkSpec> networks = entries.stream().map(NetworkReader.Entry::network).toList();
    List<Precision> precisions = root.get("precisions").list(p -> PrecisionReader.read(p, input));
    List<Device> devices = root.get("devices").list(device -> device.parsed(Device::named));
    TaskReader tasks =
        new TaskReader(folder, networks, named(root.get("precisions"), precisions), devices)
            .askedFor(root.get("tasks"));
    ExperimentSpec spec =
        new ExperimentSpec(
            name,
            root.get("description").text(),
            root.get("title").text(),
            root.get("tasks").list(tasks::read),
            figures(root.get("figures")),
            dataset,
            source,
            tasks.networks(),
            variants,
            precisions,
            devices,
            root.get("trials").integer(1, 1_000),
            root.get("seed").integer(0, Integer.MAX_VALUE),
            TrainingSpec.read(section(root, "teacher"), 1, arithmetic),
            TrainingSpec.read(section(root, "plain"), 1, arithmetic),
            TaughtSpec.read(section(root, "plain_distilled"), 1, arithmetic),
            SkipsSpec.read(section(root, "skipper"), input, arithmetic),
            SkipsSpec.read(section(root, "trimmer"), input, arithmetic),
            SkipsSpec.read(section(root, "merger"), input, arithmetic),
            TaughtSpec.read(section(root, "quantization"), 0, arithmetic),
            section(root, "quantization")
                .get("start")
                .choice(Map.of("network", false, "wider-precision", true)),
            section(root, "quantization").get("calibration_images").integer(0, 1_000_000),
            section(root, "quantization").get("statistics_images").integer(0, 1_000_000),
            teachers.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().network())),
            root.get("simulation")
                .section()
                .get("images")
                .count(dataset.testImages().orElse(facts.testImages())),
            HardwareSpec.read(root.get("hardware").section()),
            PlacementSpec.read(root.get("placement").section()));
    new HardwareCheck(spec, root).check();
    new SkipCheck(spec, root).check(entries);
    checkLayers(spec, root, entries);
    return spec;
  }

  private static List<TaskSpec.Kind> figures(Setting setting) throws SpecException {
    return setting.is("all")
        ? List.of(TaskSpec.Kind.values())
        : setting.list(kind -> kind.choice(Words.in(TaskSpec.Kind.class)));
  }

  /** Those of the table's rows that are to be filled; a file's always is. */
  public List<TaskSpec> askedTasks() {
    return tasks.stream().filter(task -> task.isAmong(figures)).toList();
  }

  /** Precisions by what the spec writes for them. */
  private static Map<String, Precision> named(Setting setting, List<Precision> precisions) {
    Map<String, Precision> named = new LinkedHashMap<>();
    for (int i = 0; i < precisions.size(); i++) {
      named.put(setting.items().get(i).node().toString(), precisions.get(i));
    }
    return named;
  }

  private static void checkLayers(
      ExperimentSpec spec, Setting root, List<NetworkReader.Entry> entries) throws SpecException {
    List<Network<RealOp>> graphs = entries.stream().flatMap(NetworkReader.Entry::graphs).toList();
    List<Setting> settings = root.get("precisions").items();
    for (int i = 0; i < settings.size(); i++) {
      try {
        spec.precisions().get(i).checkFor(graphs);
        spec.checkChoosable(spec.precisions().get(i));
      } catch (IllegalArgumentException e) {
        throw settings.get(i).at(settings.get(i).path() + "." + e.getMessage());
      }
    }
  }

  private void checkChoosable(Precision precision) {
    if (precision.automatic() && calibrationImages == 0) {
      throw new IllegalArgumentException(
          "binary_points: auto needs calibration images; give quantization.calibration_images some");
    }
  }

  /** How a variant's network is trained, where it does not come from a file. */
  public TrainingSpec training(Variant variant) {
    return switch (variant) {
      case RESIDUAL, ABSORBED, AS_IS -> teacher;
      case PLAIN -> plain;
      case PLAIN_DISTILLED -> plainDistilled.training();
      case SKIPPER -> skipper.training();
      case TRIMMER -> trimmer.training();
      case MERGER -> merger.training();
    };
  }

  /** Whether any network is on integers. */
  public boolean hasIntegers() {
    return !precisions.isEmpty() || networks.stream().anyMatch(NetworkSpec::isQuantized);
  }

  /** A section with what it inherits. */
  private static Setting section(Setting root, String name) throws SpecException {
    Setting section = root.get(name).section();
    for (String general : SpecFile.INHERITANCE.get(name)) {
      section = section.inheriting(root.get(general).section());
    }
    return section;
  }

  private static void checkNotEmpty(Setting root, String... keys) throws SpecException {
    for (String key : keys) {
      if (root.get(key).node().isList() && root.get(key).node().items().isEmpty()) {
        throw root.get(key).wrong("it must have one or more");
      }
    }
  }

  /** The networks from files that some sections name as teachers. */
  private static Map<String, NetworkReader.Entry> teachers(Setting root, NetworkReader reader)
      throws SpecException, IOException {
    Map<String, NetworkReader.Entry> teachers = new TreeMap<>();
    for (String name : SpecFile.taught()) {
      Setting teacher = section(root, name).get("teacher");
      if (!teacher.is("own")) {
        teachers.put(name, teacher(teacher, reader.read(teacher)));
      }
    }
    return teachers;
  }

  private static NetworkReader.Entry teacher(Setting setting, NetworkReader.Entry entry)
      throws SpecException {
    if (entry.network().files().size() != 1 || entry.network().isQuantized()) {
      throw setting.wrong(
          "a teacher is one network of real numbers from a file, such as {resnet: 56, residual: FILE}");
    }
    return entry;
  }

  /** Their names also name files, and so may not differ in case or in dashes alone. */
  private static List<NetworkReader.Entry> entries(Setting root, NetworkReader reader)
      throws SpecException, IOException {
    List<NetworkReader.Entry> entries = new ArrayList<>();
    Set<String> slugs = new HashSet<>();
    for (Setting item : root.get("networks").items()) {
      NetworkReader.Entry entry = reader.read(item);
      if (!slugs.add(entry.network().slug())) {
        throw item.wrong(
            "another network is called %s, too; leave it out, or give it a name: {name: other, …}"
                .formatted(entry.network().name()));
      }
      entries.add(entry);
    }
    return entries;
  }
}
