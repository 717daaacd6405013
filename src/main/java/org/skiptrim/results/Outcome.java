package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.QuantizationFigures;
import org.skiptrim.experiment.Quantize;
import org.skiptrim.experiment.RunStore;
import org.skiptrim.experiment.SimulationFigures;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.SynthesisFigures;
import org.skiptrim.experiment.TrainingFigures;
import org.skiptrim.quantization.Precision;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.toolchain.Device;

/**
 * What all trials of one combination came to, as far as they are done.
 *
 * @param networks of real numbers
 * @param quantized on the integers
 * @param simulated hardware; empty if there is no device
 * @param synthesized hardware; empty if there is no device
 */
record Outcome(
    List<TrainingFigures> networks,
    List<QuantizationFigures> quantized,
    List<SimulationFigures> simulated,
    List<SynthesisFigures> synthesized) {

  /**
   * What is compared within one table: all variants of it.
   *
   * @param device what hardware is for; null if there is none
   */
  record Group(int depth, Precision precision, Device device) {
    /** As titles say it. */
    String title() {
      String network = "ResNet" + depth + ", " + Quantize.precisionText(precision);
      return device == null ? network : network + ", " + device.name();
    }
  }

  /** All groups of an experiment. */
  static List<Group> groups(ExperimentSpec spec) {
    List<Group> groups = new ArrayList<>();
    for (int depth : spec.depths()) {
      for (Precision precision : spec.precisions()) {
        spec.devices().forEach(device -> groups.add(new Group(depth, precision, device)));
        if (spec.devices().isEmpty()) {
          groups.add(new Group(depth, precision, null));
        }
      }
    }
    return groups;
  }

  /** The outcome of one variant in a group. */
  static Outcome of(ExperimentPlan plan, RunStore store, Group group, Variant variant)
      throws IOException {
    Outcome outcome =
        new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ExperimentPlan.Case one : plan.trials(group.depth, variant)) {
      store.find(plan.network(one)).ifPresent(outcome.networks::add);
      store.find(plan.quantize(one, group.precision)).ifPresent(outcome.quantized::add);
      if (group.device != null) {
        Step<SimulationFigures> simulate = plan.simulate(one, group.precision, group.device);
        store.find(simulate).ifPresent(outcome.simulated::add);
        Step<SynthesisFigures> synthesize = plan.synthesize(one, group.precision, group.device);
        store.find(synthesize).ifPresent(outcome.synthesized::add);
      }
    }
    return outcome;
  }
}
