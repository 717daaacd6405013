package org.skiptrim.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.quantization.Precision;
import org.skiptrim.skips.Treatment;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.HardwareSpec;
import org.skiptrim.spec.TeacherSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.toolchain.Device;

/** The steps of an experiment. What two of them, or two experiments, have in common is one step. */
public record ExperimentPlan(ExperimentSpec spec) {

  /** All steps, each after those that it needs. */
  public List<Step<?>> steps() {
    Set<Step<?>> steps = new LinkedHashSet<>();
    for (Case one : cases()) {
      add(steps, network(one));
    }
    for (Case one : cases()) {
      for (Precision precision : spec.precisions()) {
        add(steps, quantize(one, precision));
      }
    }
    for (Case one : cases()) {
      for (Precision precision : spec.precisions()) {
        for (Device device : spec.devices()) {
          if (spec.simulationImages() > 0) {
            add(steps, simulate(one, precision, device));
          }
          add(steps, synthesize(one, precision, device));
        }
      }
    }
    return List.copyOf(steps);
  }

  /** A network that is made: one variant of one depth, once. */
  public record Case(int depth, Variant variant, long seed) {}

  /** Every combination of trial, depth and variant. */
  public List<Case> cases() {
    Set<Case> cases = new LinkedHashSet<>();
    for (int trial = 0; trial < spec.trials(); trial++) {
      for (int depth : spec.depths()) {
        for (Variant variant : spec.variants()) {
          cases.add(new Case(depth, variant, spec.seed() + trial));
        }
      }
    }
    return List.copyOf(cases);
  }

  /** The trials of one variant of one depth. */
  public List<Case> trials(int depth, Variant variant) {
    return cases().stream()
        .filter(one -> one.depth() == depth && one.variant() == variant)
        .toList();
  }

  /** The step that makes a case's network of real numbers. */
  public NetworkStep network(Case one) {
    long seed = one.seed();
    return switch (one.variant()) {
      case RESIDUAL -> teacher(one, spec.block());
      case PLAIN ->
          new Train(spec.dataset(), architecture(one, spec.block()), false, spec.plain(), seed);
      case PLAIN_DISTILLED ->
          new Distill(
              teacher(one, spec.block()),
              spec.plainDistilled().training(),
              spec.plainDistilled().distillation(),
              seed);
      case SKIPPER ->
          new TreatSkips(teacher(one, spec.block()), Treatment.REMOVE, spec.skipper(), seed);
      case TRIMMER ->
          new TreatSkips(
              teacher(one, Block.RELU_BEFORE_ADD), Treatment.SHORTEN, spec.trimmer(), seed);
    };
  }

  /** The residual network of the same trial, with which all taught variants begin. */
  NetworkStep teacher(Case one, Block block) {
    Architecture architecture = architecture(one, block);
    if (spec.teacher().weights().isPresent()) {
      TeacherSpec.Weights weights = spec.teacher().weights().get();
      return new Import(spec.dataset(), architecture, weights.file(), weights.sha256());
    }
    return new Train(spec.dataset(), architecture, true, spec.teacher().training(), one.seed());
  }

  private Architecture architecture(Case one, Block block) {
    return new Architecture(one.depth(), spec.shortcut(), block);
  }

  /** The step that turns it into integers. */
  public Quantize quantize(Case one, Precision precision) {
    return new Quantize(network(one), precision, spec.quantization());
  }

  /** The step that compares its hardware with the integers. */
  public Simulate simulate(Case one, Precision precision, Device device) {
    return new Simulate(design(one, precision, device), spec.simulationImages());
  }

  /** The step that synthesizes its hardware. */
  public Synthesize synthesize(Case one, Precision precision, Device device) {
    Design design = design(one, precision, device);
    return new Synthesize(design, device, spec.hardware().synthesis());
  }

  private Design design(Case one, Precision precision, Device device) {
    Quantize network = quantize(one, precision);
    return new Design(network, target(one, precision, device));
  }

  /** The same for all variants: as fast as the first of them, which is the largest. */
  private Design.Target target(Case one, Precision precision, Device device) {
    HardwareSpec hardware = spec.hardware();
    if (hardware.cyclesPerFrame().isPresent()) {
      return new Design.Cycles(hardware.cyclesPerFrame().get());
    }
    Variant largest = spec.variants().stream().sorted().findFirst().orElseThrow();
    Case reference = new Case(one.depth(), largest, one.seed());
    return new Design.ShareOfDevice(quantize(reference, precision), device, hardware.dspShare());
  }

  private static void add(Set<Step<?>> steps, Step<?> step) {
    step.inputs().forEach(input -> add(steps, input));
    steps.add(step);
  }
}
