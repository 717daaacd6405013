package org.skiptrim.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.skiptrim.device.Device;
import org.skiptrim.process.Tool;
import org.skiptrim.process.ToolVersion;
import org.skiptrim.quantization.Precision;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.SourceFile;
import org.skiptrim.spec.TaskSpec;
import org.skiptrim.spec.Variant;

/**
 * The steps of an experiment. What two of them, or two experiments, have in common is one step.
 *
 * @param tools the versions of those that are installed: results of another version are others
 */
public record ExperimentPlan(ExperimentSpec spec, Map<Tool, ToolVersion> tools) implements Work {
  /** Copies the map. */
  public ExperimentPlan {
    tools = Map.copyOf(tools);
  }

  /** A network that is made or taken: one variant, once. */
  public record Case(NetworkSpec network, Variant variant, long seed) {
    /** The network and what was done to it: {@code ResNet8 skipper}. */
    public String title() {
      return network.title(variant);
    }

    Optional<SourceFile> file() {
      return network.file(variant);
    }
  }

  /** Where there are tasks, what they need; else all. */
  @Override
  public List<Step<?>> steps() {
    Set<Step<?>> steps = new LinkedHashSet<>();
    if (!spec.tasks().isEmpty()) {
      figures().forEach(task -> steps(task).forEach(step -> add(steps, step)));
      return List.copyOf(steps);
    }
    for (Case one : cases()) {
      network(one).ifPresent(step -> add(steps, step));
    }
    for (Case one : cases()) {
      for (Optional<Precision> precision : precisions(one.network())) {
        add(steps, quantized(one, precision));
      }
    }
    for (Case one : cases()) {
      for (Optional<Precision> precision : precisions(one.network())) {
        spec.devices().forEach(device -> addHardware(steps, one, precision, device));
      }
    }
    return List.copyOf(steps);
  }

  /** The tasks that need steps and are asked for. */
  public List<TaskSpec.Figure> figures() {
    return spec.askedTasks().stream()
        .filter(TaskSpec.Figure.class::isInstance)
        .map(TaskSpec.Figure.class::cast)
        .toList();
  }

  /** The steps whose results are a task's figure. */
  public List<Step<?>> steps(TaskSpec.Figure task) {
    List<Case> trials = trials(task.network(), task.variant());
    Optional<Precision> precision = task.precision();
    if (task.kind() == TaskSpec.Kind.ACCURACY) {
      boolean real = precision.isEmpty() && !task.network().isQuantized();
      return trials.stream()
          .<Step<?>>map(one -> real ? networks().real(one) : quantized(one, precision))
          .toList();
    }
    Device device = task.device().orElseThrow();
    Case first = trials.get(0);
    return switch (task.kind()) {
      case UTILIZATION -> List.of(hardware().synthesize(first, precision, device));
      case SIMULATION -> List.of(hardware().simulate(first, precision, device));
      case BITSTREAM -> hardware().placed(first, precision, device);
      case ACCURACY -> throw new AssertionError(task);
    };
  }

  private void addHardware(
      Set<Step<?>> steps, Case one, Optional<Precision> precision, Device device) {
    HardwareSteps hardware = hardware();
    if (spec.simulationImages() > 0) {
      add(steps, hardware.simulate(one, precision, device));
    }
    add(steps, hardware.synthesize(one, precision, device));
    hardware.placed(one, precision, device).forEach(step -> add(steps, step));
  }

  @Override
  public List<SourceFile> files() {
    Map<String, SourceFile> files = new LinkedHashMap<>();
    List<NetworkSpec> networks = new ArrayList<>(spec.networks());
    networks.addAll(spec.teachers().values());
    for (NetworkSpec network : networks) {
      network.files().values().forEach(file -> files.putIfAbsent(file.sha256(), file));
    }
    return List.copyOf(files.values());
  }

  /** Every combination of trial, network and variant; what comes from a file is in the first. */
  public List<Case> cases() {
    Set<Case> cases = new LinkedHashSet<>();
    for (int trial = 0; trial < spec.trials(); trial++) {
      for (NetworkSpec network : spec.networks()) {
        for (Variant variant : network.variants()) {
          if (trial == 0 || !network.isGiven(variant)) {
            cases.add(new Case(network, variant, spec.seed() + trial));
          }
        }
      }
    }
    return List.copyOf(cases);
  }

  /** The trials of one variant of a network. */
  public List<Case> trials(NetworkSpec network, Variant variant) {
    return cases().stream()
        .filter(one -> one.network().equals(network) && one.variant() == variant)
        .toList();
  }

  /** What a network is quantized to; empty for the types that it has from its file. */
  public List<Optional<Precision>> precisions(NetworkSpec network) {
    return network.isQuantized()
        ? List.of(Optional.empty())
        : spec.precisions().stream().map(Optional::of).toList();
  }

  /** The step that makes a case's network of real numbers, unless its file has integers. */
  public Optional<NetworkStep> network(Case one) {
    return one.network().isQuantized() ? Optional.empty() : Optional.of(networks().real(one));
  }

  /** The step that turns it into integers, or takes it from its file. */
  public QuantizedStep quantized(Case one, Optional<Precision> precision) {
    return networks().quantized(one, precision);
  }

  private NetworkSteps networks() {
    return new NetworkSteps(spec);
  }

  /** The steps that make hardware. */
  public HardwareSteps hardware() {
    return new HardwareSteps(this);
  }

  private static void add(Set<Step<?>> steps, Step<?> step) {
    step.inputs().forEach(input -> add(steps, input));
    steps.add(step);
  }
}
