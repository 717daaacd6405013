package org.skiptrim.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.skiptrim.toolchain.Utilization;

/** What has to be said beside the figures. */
record ReportStatements(ExperimentPlan plan, RunStore store) {
  /** Networks of this kind are usually trained this long or longer (He et al., 2015: 164). */
  private static final int USUAL_EPOCHS = 100;

  /** How the networks were trained, and how far from as long as usual. */
  String training() throws IOException {
    ExperimentSpec spec = plan.spec();
    StringBuilder text = new StringBuilder();
    text.append("The residual network was trained for ").append(epochs(spec.teacher()));
    if (spec.variants().contains(Variant.SKIPPER)) {
      text.append(", its skips were removed within ").append(epochs(spec.skipper().training()));
    }
    text.append(", each was then trained for ").append(epochs(spec.quantization().training()));
    text.append(" with quantization");
    spec.dataset()
        .trainImages()
        .ifPresent(n -> text.append("; only the first %,d training images were used".formatted(n)));
    text.append(". ");
    if (spec.variants().contains(Variant.SKIPPER)) {
      text.append("The skipless network so learned for more epochs than its teacher. ");
    }
    if (spec.teacher().epochs() < USUAL_EPOCHS) {
      text.append("That is short: networks trained to the end are several points better. ");
    }
    text.append("Accuracy is that after the last epoch, on all test images; ");
    text.append("that of the quantized networks is computed on their integers. ");
    text.append(
        spec.trials() == 1
            ? "One trial, so nothing is known of its spread."
            : "Mean and sample standard deviation of %d trials.".formatted(spec.trials()));
    return text.toString();
  }

  private static String epochs(TrainingSpec training) {
    return training.epochs() + (training.epochs() == 1 ? " epoch" : " epochs");
  }

  /** What simulation proved; one sentence a network. */
  List<String> exactness() throws IOException {
    List<String> sentences = new ArrayList<>();
    for (Step<?> step : plan.steps()) {
      if (step instanceof Simulate simulate) {
        store
            .find(simulate)
            .ifPresent(
                figures ->
                    sentences.add(
                        ("%s: all %,d logits of %d test images, simulated with %s, equal the integers"
                                + " of the reference interpreter, bit for bit.")
                            .formatted(
                                simulate.subject(),
                                figures.logits(),
                                figures.images(),
                                figures.tool())));
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
    return "LUT, FF, BRAM and DSP are from synthesis with Yosys, before place and route: "
        + method
        + ". A BRAM is a whole block; half ones count half. All variants are as parallel as the"
        + " residual network has to be for the same cycles a frame. Cycles are counted in"
        + " simulation; no clock frequency is claimed.";
  }

  /** Versions, machine and checksums of all steps; several values where steps differ. */
  Map<String, String> provenance() throws IOException {
    Map<String, TreeSet<String>> values = new TreeMap<>();
    for (Step<?> step : plan.steps()) {
      if (store.isDone(step)) {
        store
            .provenance(step)
            .forEach((key, value) -> values.computeIfAbsent(key, k -> new TreeSet<>()).add(value));
      }
    }
    Map<String, String> joined = new TreeMap<>();
    values.forEach((key, all) -> joined.put(key.replace('_', ' '), String.join(", ", all)));
    return joined;
  }
}
