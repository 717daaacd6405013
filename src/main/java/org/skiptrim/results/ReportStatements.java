package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.skiptrim.device.Utilization;
import org.skiptrim.experiment.CellSimulation;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.PlacedStep;
import org.skiptrim.experiment.Simulate;
import org.skiptrim.experiment.SimulationFigures;
import org.skiptrim.experiment.Step;
import org.skiptrim.experiment.SynthesisFigures;
import org.skiptrim.experiment.Synthesize;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.runs.RunStore;
import org.skiptrim.runs.Start;
import org.skiptrim.spec.ExperimentSpec;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.TrainingSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;

/** What has to be said beside the figures. */
record ReportStatements(ExperimentPlan plan, RunStore store) {
  /** Networks of this kind are usually trained this long or longer (He et al., 2015: 164). */
  private static final int USUAL_EPOCHS = 100;

  private static final Set<Variant> WITH_TEACHERS_WEIGHTS =
      Set.of(Variant.SKIPPER, Variant.TRIMMER, Variant.MERGER);

  /** How the networks were trained, and how far from as long as usual. */
  String training() throws IOException {
    ExperimentSpec spec = plan.spec();
    Set<Variant> trained = variants(ReportStatements::trained);
    StringBuilder text = new StringBuilder(lengths(trained));
    text.append(quantization());
    spec.dataset()
        .trainImages()
        .ifPresent(n -> text.append("; only the first %,d training images were used".formatted(n)));
    text.append(". ");
    if (trained.stream().anyMatch(WITH_TEACHERS_WEIGHTS::contains)) {
      text.append("A network whose skips go starts from its teacher's weights and so has learned");
      text.append(" for more epochs than its teacher. ");
    }
    if (trained.stream().anyMatch(this::isShort)) {
      text.append("That is short: networks trained longer are better. ");
    }
    text.append(
        "Accuracy is measured on %s; that of quantized networks is computed"
            .formatted(testImages()));
    text.append(" on their integers. ");
    text.append(spec.hasIntegers() ? FixedPoint.USUAL_MODES + " " : "");
    text.append("The highest accuracy of a training is chosen on the test");
    text.append(" images themselves, as in much of the literature. ");
    text.append(
        spec.trials() == 1
            ? "One trial, so nothing is known of its spread."
            : "%d trials with seeds of their own; a student's teacher is that of the same trial."
                .formatted(spec.trials()));
    return text.toString();
  }

  private String testImages() {
    return plan.spec()
        .dataset()
        .testImages()
        .map("only the first %,d test images"::formatted)
        .orElse("all test images");
  }

  private String lengths(Set<Variant> trained) {
    if (trained.isEmpty()) {
      return "The networks come from files and were trained before";
    }
    Set<Variant> all = variants(network -> network.variants().stream());
    return all.stream()
        .map(
            variant ->
                Words.of(variant)
                    + " "
                    + (trained.contains(variant)
                        ? epochs(plan.spec().training(variant))
                        : "before, from a file"))
        .collect(Collectors.joining(", ", "Trained for: ", ""));
  }

  private String quantization() {
    ExperimentSpec spec = plan.spec();
    if (spec.precisions().isEmpty()
        || spec.networks().stream().allMatch(NetworkSpec::isQuantized)) {
      return "";
    }
    TrainingSpec training = spec.quantization().training();
    return training.epochs() == 0
        ? "; quantized without further training"
        : "; each then for " + epochs(training) + " with quantization";
  }

  private boolean isShort(Variant variant) {
    int epochs = plan.spec().training(variant).epochs();
    return epochs > 0 && epochs < USUAL_EPOCHS;
  }

  private Set<Variant> variants(Function<NetworkSpec, Stream<Variant>> of) {
    return plan.spec().networks().stream()
        .flatMap(of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that come from no file. */
  private static Stream<Variant> trained(NetworkSpec network) {
    return network.variants().stream().filter(variant -> !network.isGiven(variant));
  }

  private static String epochs(TrainingSpec training) {
    return training.epochs() + (training.epochs() == 1 ? " epoch" : " epochs");
  }

  /** What simulation proved; one sentence a network, and one for its netlist and bitstream each. */
  List<String> exactness() throws IOException {
    List<String> sentences = new ArrayList<>();
    for (Step<?> step : plan.steps()) {
      if (step instanceof Simulate simulate) {
        store
            .find(simulate)
            .ifPresent(
                made -> sentences.add(equal(step, made.logits(), made.images(), "", made.tool())));
      } else if (step instanceof CellSimulation cells) {
        store
            .find(cells)
            .ifPresent(
                made -> {
                  String source = " out of " + made.source();
                  sentences.add(equal(step, made.logits(), made.images(), source, made.tool()));
                });
      }
    }
    return sentences;
  }

  private static String equal(
      Step<?> step, long logits, int images, String source, String simulator) {
    return ("%s: all %,d logits of %d test images%s, simulated with %s, equal the integers of the"
            + " reference interpreter, bit for bit.")
        .formatted(step.subject(), logits, images, source, simulator);
  }

  /** Which designs are more than their device has; one sentence each. */
  List<String> misfits() throws IOException {
    List<String> sentences = new ArrayList<>();
    for (Step<?> step : plan.steps()) {
      if (step instanceof Synthesize synthesize) {
        store
            .find(synthesize)
            .flatMap(SynthesisFigures::misfit)
            .ifPresent(misfit -> sentences.add(synthesize.subject() + " " + misfit + "."));
      }
    }
    return sentences;
  }

  /** How many logits simulation compared; all of them are equal. */
  long logits() throws IOException {
    long logits = 0;
    for (Step<?> step : plan.steps()) {
      if (step instanceof Simulate simulate) {
        logits += store.find(simulate).map(SimulationFigures::logits).orElse(0L);
      }
    }
    return logits;
  }

  /** Steps that were resumed in another way than they were begun; one sentence each. */
  List<String> changes() throws IOException {
    List<String> sentences = new ArrayList<>();
    for (Step<?> step : plan.steps()) {
      List<String> changes = store.changes(step);
      if (!changes.isEmpty()) {
        sentences.add(
            "%s %s was interrupted and went on in another way, so its bits may be others (%s)."
                .formatted(step.kind(), step.subject(), String.join("; ", changes)));
      }
    }
    return sentences;
  }

  /** How utilization was found. */
  String hardware() {
    String method =
        plan.spec().hardware().synthesis() == Utilization.Method.SYNTHESIZED_BY_PARTS
            ? "each distinct module was synthesized alone and counted as often as it stands"
            : "the whole design was synthesized flat";
    String clock =
        plan.steps().stream().anyMatch(PlacedStep.class::isInstance)
            ? "what is called routed is nextpnr's, its clock by a timing model and not measured."
            : "no clock frequency is claimed.";
    return "LUT, FF, BRAM and DSP are from synthesis with Yosys, before place and route: "
        + method
        + ". A BRAM is a whole block; half ones count half. All variants are as parallel as the"
        + " residual network has to be for the same cycles a frame. Cycles are counted in"
        + " simulation; "
        + clock;
  }

  /** Versions, machine and checksums of all steps; several values where steps differ. */
  Map<String, String> provenance() throws IOException {
    Map<String, TreeSet<String>> values = new TreeMap<>();
    for (Step<?> step : plan.steps()) {
      if (store.isDone(step)) {
        for (Start start : store.starts(step)) {
          start
              .facts()
              .forEach(
                  (key, value) -> values.computeIfAbsent(key, k -> new TreeSet<>()).add(value));
        }
      }
    }
    Map<String, String> joined = new TreeMap<>();
    values.forEach((key, all) -> joined.put(key.replace('_', ' '), String.join(", ", all)));
    return joined;
  }
}
