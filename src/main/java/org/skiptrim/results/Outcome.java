package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.skiptrim.device.Device;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.Measure;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.Quantize;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.TrainingFigures;
import org.skiptrim.quantization.Precision;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.TaskSpec;
import org.skiptrim.spec.Variant;

/**
 * What all trials of one combination came to, as far as they are done.
 *
 * @param trials the measures of each
 */
record Outcome(List<List<Measure>> trials) {

  /**
   * What is compared within one table: all variants of it.
   *
   * @param precision of all variants; empty for the types that they have from their files
   * @param device what hardware is for; null if there is none
   */
  record Group(NetworkSpec network, Optional<Precision> precision, Device device) {
    /** As titles say it. */
    String title() {
      String title = network.name() + ", " + precisionText();
      return device == null ? title : title + ", " + device.name();
    }

    /** As file names say it. */
    String slug() {
      return title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** The types, for people. */
    String precisionText() {
      return precision.map(Quantize::precisionText).or(network::types).orElseThrow();
    }

    /** What is compared, in the order of columns. */
    List<Variant> variants() {
      return network.variants().stream().sorted().toList();
    }

    /** The one that is set beside the residual network as that without skips. */
    Variant skipless() {
      boolean merged = network.variants().contains(Variant.MERGER);
      return merged && !network.variants().contains(Variant.SKIPPER)
          ? Variant.MERGER
          : Variant.SKIPPER;
    }
  }

  /** All groups of an experiment; where it has tasks, those that some task asks for. */
  static List<Group> groups(ExperimentPlan plan) {
    if (!plan.spec().tasks().isEmpty()) {
      return plan.figures().stream().flatMap(task -> group(task).stream()).distinct().toList();
    }
    List<Group> groups = new ArrayList<>();
    List<Device> devices = plan.spec().devices();
    for (NetworkSpec network : plan.spec().networks()) {
      for (Optional<Precision> precision : plan.precisions(network)) {
        devices.forEach(device -> groups.add(new Group(network, precision, device)));
        if (devices.isEmpty()) {
          groups.add(new Group(network, precision, null));
        }
      }
    }
    return groups;
  }

  /** What a task's figure is compared in; none for one on real numbers. */
  static Optional<Group> group(TaskSpec.Figure task) {
    boolean real = task.precision().isEmpty() && !task.network().isQuantized();
    Device device = task.device().orElse(null);
    return real
        ? Optional.empty()
        : Optional.of(new Group(task.network(), task.precision(), device));
  }

  /** What training a case's network came to, or measuring that of a file. */
  static Optional<TrainingFigures> network(
      ExperimentPlan plan, RunStore store, ExperimentPlan.Case one) throws IOException {
    Optional<NetworkStep> step = plan.network(one);
    return step.isPresent() ? store.find(step.get()) : Optional.empty();
  }

  /** The outcome of one variant in a group. */
  static Outcome of(ExperimentPlan plan, RunStore store, Group group, Variant variant)
      throws IOException {
    List<List<Measure>> trials = new ArrayList<>();
    for (ExperimentPlan.Case one : plan.trials(group.network, variant)) {
      List<Measure> measures = new ArrayList<>();
      for (Step<?> step : steps(plan, group, one)) {
        measures.addAll(store.measures(step));
      }
      trials.add(measures);
    }
    return new Outcome(trials);
  }

  /** Whose figures stand in the table, in its order; a new station is a line here. */
  static List<Step<?>> steps(ExperimentPlan plan, Group group, ExperimentPlan.Case one) {
    List<Step<?>> steps = new ArrayList<>();
    plan.network(one).ifPresent(steps::add);
    steps.add(plan.quantized(one, group.precision));
    if (group.device != null) {
      steps.add(plan.hardware().design(one, group.precision, group.device));
      steps.add(plan.hardware().simulate(one, group.precision, group.device));
      steps.add(plan.hardware().synthesize(one, group.precision, group.device));
      steps.addAll(plan.hardware().placed(one, group.precision, group.device));
    }
    return steps;
  }

  /** One measure of each kind that any trial of any of the outcomes has, in their order. */
  static List<Measure> kinds(List<Outcome> outcomes) {
    Map<String, Measure> kinds = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      outcome.trials.forEach(trial -> trial.forEach(m -> kinds.putIfAbsent(m.name(), m)));
    }
    return List.copyOf(kinds.values());
  }

  /** The values of a measure, one for each trial that has it. */
  double[] values(String measure) {
    return trials.stream()
        .flatMap(List::stream)
        .filter(m -> m.name().equals(measure))
        .mapToDouble(Measure::value)
        .toArray();
  }

  /** The mean of a measure over the trials that have it. */
  OptionalDouble mean(String measure) {
    return Arrays.stream(values(measure)).average();
  }
}
