package org.skiptrim.runs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.skiptrim.experiment.PlacedStep;
import org.skiptrim.experiment.Step;

/**
 * How long steps take, learned from those of the same kind that were done on such a machine before;
 * where there are none, from those that were done elsewhere. Trainings take longer the larger the
 * network, the data and the number of epochs ({@link Step#effort}); the time for an effort of 1 is
 * what is learned.
 */
public final class StepTimes {
  /** All that learn: an epoch of any of them tells of all others. */
  private static final String TRAINING = "training";

  /** Whether the netlist is made by a step before it or by the same. */
  private static final String PLACING = "place";

  /** What steps of less effort take says little of an epoch. */
  private static final double TELLING = 0.5;

  /** Of a training with n threads: n to this power. Two are 1.6 times as fast as one, four 2.6. */
  static final double SPEED_UP = 0.7;

  /**
   * Seconds for an effort of 1 with one core of an AMD EPYC that multiplies bfloat16, by kind of
   * step: where nothing was measured.
   */
  private static final Map<String, Double> ELSEWHERE =
      Map.of(
          TRAINING,
          75.0,
          "design",
          15.0,
          "synthesize",
          60.0,
          "simulate",
          80.0,
          "netlist",
          70.0,
          "simulate-netlist",
          200.0,
          "simulate-routed",
          250.0,
          "simulate-bitstream",
          100.0,
          PLACING,
          200.0);

  private final Map<String, Double> secondsByKind = new TreeMap<>(ELSEWHERE);
  private final Map<String, Integer> measured = new TreeMap<>();

  private StepTimes() {}

  /** One step that was done: seconds for an effort of 1 with one core. */
  private record Sample(String kind, double seconds) {}

  /** What the steps of a store, whichever experiment they belong to, tell. */
  public static StepTimes of(RunStore store) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (RunDirectory directory : store.directories()) {
      sample(directory, samples);
    }
    StepTimes times = new StepTimes();
    samples.stream()
        .collect(groupingBy(Sample::kind, mapping(Sample::seconds, toList())))
        .forEach(times::learn);
    return times;
  }

  private void learn(String kind, List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    secondsByKind.put(kind, sorted.get(sorted.size() / 2));
    measured.put(kind, sorted.size());
  }

  private static void sample(RunDirectory directory, List<Sample> samples) throws IOException {
    List<Start> starts = directory.provenance();
    if (!directory.isDone() || starts.isEmpty() || !isOfSuchAMachine(starts)) {
      return;
    }
    Step<?> step;
    try {
      step = directory.step();
    } catch (IOException e) {
      return; // of another version of this program
    }
    int threads = starts.get(0).fact(Start.THREADS).map(Integer::parseInt).orElse(1);
    double alone = directory.status().seconds() * speed(step, threads);
    if (!step.learns() || step.effort() > TELLING) {
      samples.add(new Sample(kind(step), alone / step.effort()));
    }
  }

  private static String kind(Step<?> step) {
    if (step instanceof PlacedStep) {
      return PLACING;
    }
    return step.learns() ? TRAINING : step.kind();
  }

  /** All starts of it, on the same processor as this one. */
  private static boolean isOfSuchAMachine(List<Start> starts) {
    String here = Machine.facts().get("processor");
    return starts.stream()
        .allMatch(start -> start.fact("processor").filter(here::equals).isPresent());
  }

  private static double speed(Step<?> step, int threads) {
    return step.learns() ? Math.pow(threads, SPEED_UP) : 1;
  }

  /** About how long a step takes from its beginning to its end. */
  public double seconds(Step<?> step, int threads) {
    double each = secondsByKind.getOrDefault(kind(step), ELSEWHERE.get(TRAINING));
    return each * step.effort() / speed(step, threads);
  }

  /** Takes what was measured otherwise for trainings, where none was done here. */
  public StepTimes orTraining(Seconds measurement) throws IOException {
    if (!measured.containsKey(TRAINING)) {
      secondsByKind.put(TRAINING, measurement.get());
    }
    return this;
  }

  /** Seconds that take some to find out. */
  @FunctionalInterface
  public interface Seconds {
    /** Finds them out. */
    double get() throws IOException;
  }

  /** How many steps of each kind were done on such a machine. */
  public Map<String, Integer> measured() {
    return Map.copyOf(measured);
  }
}
