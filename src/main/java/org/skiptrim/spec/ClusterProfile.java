package org.skiptrim.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Slurm cluster wants to hear that no step can know: a small YAML file.
 *
 * @param requests options of {@code sbatch} by name, such as {@code partition}; those asked for
 * @param times limits by kind of step, as {@code sbatch --time} takes them
 * @param time the limit of all other steps; the partition's own if empty
 * @param gpu what {@code sbatch --gres} takes, for steps that compute on a GPU
 * @param options more options of {@code sbatch}, as they are
 * @param setup lines of shell that each job begins with
 * @param cores of each training
 * @param attempts how often a step is submitted without coming any further
 * @param pollSeconds how often Slurm is asked
 */
public record ClusterProfile(
    Map<String, String> requests,
    Map<String, String> times,
    Optional<String> time,
    String gpu,
    List<String> options,
    List<String> setup,
    int cores,
    int attempts,
    int pollSeconds) {
  /** Of a cluster that wants to hear nothing. */
  public static final ClusterProfile USUAL =
      new ClusterProfile(
          Map.of(), Map.of(), Optional.empty(), "gpu:1", List.of(), List.of(), 4, 5, 5);

  private static final String FILE = "slurm.yaml";
  private static final String TIME = "time";
  private static final String GPU = "gpu";
  private static final String OPTIONS = "options";
  private static final String SETUP = "setup";
  private static final String CORES = "cores";
  private static final String ATTEMPTS = "attempts";
  private static final String POLL_SECONDS = "poll_seconds";
  private static final List<String> REQUESTS = List.of("partition", "account", "qos");
  private static final List<String> KEYS =
      List.of(
          "partition", "account", "qos", TIME, GPU, OPTIONS, SETUP, CORES, ATTEMPTS, POLL_SECONDS);

  /** The kinds of steps, which may have time limits of their own. */
  static final List<String> KINDS =
      List.of(
          "train",
          "import",
          "distill",
          "remove-skips",
          "shorten-skips",
          "merge-skips",
          "absorb-skips",
          "quantize",
          "import-quantized",
          "design",
          "simulate",
          "synthesize",
          "netlist",
          "simulate-netlist",
          "simulate-routed",
          "simulate-bitstream",
          "place",
          "place-fitting");

  private static final Pattern LIMIT = Pattern.compile("(\\d+-)?\\d+(:\\d+){0,2}");

  /** Copies the maps and lists. */
  public ClusterProfile {
    requests = Map.copyOf(requests);
    times = Map.copyOf(times);
    options = List.copyOf(options);
    setup = List.copyOf(setup);
  }

  /** How long a step of that kind may run. */
  public Optional<String> time(String kind) {
    return Optional.ofNullable(times.get(kind)).or(() -> time);
  }

  /** Of {@code slurm.yaml} here, or else in the user's configuration, or else the usual one. */
  public static ClusterProfile find() throws SpecException, IOException {
    Path home = Path.of(System.getProperty("user.home"), ".config", "skiptrim", FILE);
    for (Path file : List.of(Path.of(FILE), home)) {
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return USUAL;
  }

  /** Reads a file. */
  public static ClusterProfile read(Path file) throws SpecException, IOException {
    if (!Files.isRegularFile(file)) {
      throw new SpecException(
          file + " is not a file; name a profile of a cluster, such as one with partition: NAME");
    }
    SpecNode node = SpecParser.parse(Files.readString(file), line -> file + ":" + line);
    if (!node.isSection()) {
      throw new SpecException(
          file + ":1: a profile consists of keys with values, such as partition: NAME");
    }
    Setting profile = new Setting("", node);
    profile.checkKeys(KEYS);
    Map<String, String> requests = new LinkedHashMap<>();
    for (String request : REQUESTS) {
      if (profile.has(request)) {
        requests.put(request, word(profile.get(request)));
      }
    }
    return new ClusterProfile(
        requests,
        times(profile),
        profile.has(TIME) && !profile.get(TIME).node().isSection()
            ? Optional.of(limit(profile.get(TIME)))
            : Optional.empty(),
        profile.has(GPU) ? word(profile.get(GPU)) : USUAL.gpu,
        lines(profile, OPTIONS),
        lines(profile, SETUP),
        number(profile, CORES, USUAL.cores, 1024),
        number(profile, ATTEMPTS, USUAL.attempts, 1000),
        number(profile, POLL_SECONDS, USUAL.pollSeconds, 3600));
  }

  private static Map<String, String> times(Setting profile) throws SpecException {
    Map<String, String> times = new LinkedHashMap<>();
    if (profile.has(TIME) && profile.get(TIME).node().isSection()) {
      Setting section = profile.get(TIME);
      section.checkKeys(KINDS);
      for (String kind : section.node().entries().keySet()) {
        times.put(kind, limit(section.get(kind)));
      }
    }
    return times;
  }

  /** Minutes, or as in {@code 1-12:00:00}. */
  private static String limit(Setting time) throws SpecException {
    String text = time.node().toString();
    if (time.node().isSection() || time.node().isList() || !LIMIT.matcher(text).matches()) {
      throw time.wrong("write minutes, hours as 12:00:00, or days as 2-12:00:00");
    }
    return text;
  }

  /** A name, which may consist of digits. */
  private static String word(Setting setting) throws SpecException {
    String text = setting.node().toString();
    if (setting.node().isSection() || setting.node().isList() || text.isBlank()) {
      throw setting.wrong("it must be one word");
    }
    return text;
  }

  private static List<String> lines(Setting profile, String key) throws SpecException {
    List<String> lines = new ArrayList<>();
    if (profile.has(key)) {
      for (Setting item : profile.get(key).items()) {
        lines.add(item.text());
      }
    }
    return lines;
  }

  private static int number(Setting profile, String key, int usual, int most) throws SpecException {
    return profile.has(key) ? profile.get(key).integer(1, most) : usual;
  }
}
