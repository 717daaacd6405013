package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.report.Drawing;
import org.skiptrim.runs.RunStore;
import org.skiptrim.spec.NetworkSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;

/**
 * The pictures of a report.
 *
 * @param curves accuracy and learning rate of each network, and what its precisions cost
 * @param networks each variant of each network
 * @param ranges how the values of each quantized network lie in the ranges of their types
 * @param hardware what each skipless design takes of its residual one, and what faster ones would
 */
record ReportPictures(
    List<Picture> curves, List<Picture> networks, List<Picture> ranges, List<Picture> hardware) {

  /**
   * A picture.
   *
   * @param name of its file, without the ending
   */
  record Picture(String name, Drawing drawing) {}

  static ReportPictures of(ExperimentPlan plan, RunStore store) throws IOException {
    ReportPictures pictures =
        new ReportPictures(
            new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (NetworkSpec network : plan.spec().networks()) {
      pictures.curves.addAll(curves(plan, store, network));
      pictures.curves.addAll(new PrecisionCharts(plan, store).of(network));
    }
    for (ExperimentPlan.Case one : plan.cases()) {
      Optional<NetworkStep> step = plan.network(one);
      if (one.seed() == plan.spec().seed() && step.isPresent() && store.isDone(step.get())) {
        Drawing drawing = NetworkPicture.of(one.title(), network(store, step.get()));
        pictures.networks.add(new Picture("network-" + slug(one), drawing));
        pictures.ranges.addAll(new RangeCharts(plan, store).of(one));
      }
    }
    for (Outcome.Group group : Outcome.groups(plan)) {
      HardwareChart.of(plan, store, group).ifPresent(pictures.hardware::add);
      if (group.device() != null) {
        FrontierChart.of(plan, store, group).ifPresent(pictures.hardware::add);
      }
    }
    return pictures;
  }

  private static String slug(ExperimentPlan.Case one) {
    return one.network().slug() + "-" + Words.of(one.variant());
  }

  private static List<Picture> curves(ExperimentPlan plan, RunStore store, NetworkSpec of)
      throws IOException {
    List<TrainingCurves> variants = new ArrayList<>();
    for (Variant variant : of.variants()) {
      TrainingCurves.of(plan, store, of, variant).ifPresent(variants::add);
    }
    List<Picture> pictures = new ArrayList<>();
    String network = of.name();
    String file = of.slug();
    if (variants.size() > 1) {
      pictures.add(new Picture("comparison-" + file, ReportCharts.comparison(network, variants)));
    }
    for (TrainingCurves curves : variants) {
      String name = "accuracy-" + file + "-" + Words.of(curves.variant());
      pictures.add(new Picture(name, ReportCharts.accuracy(curves)));
    }
    if (!variants.isEmpty()) {
      pictures.add(
          new Picture("learning-rate-" + file, ReportCharts.learningRate(network, variants)));
    }
    return pictures;
  }

  private static Network<RealOp> network(RunStore store, NetworkStep step) throws IOException {
    return FakeQuantization.remove(
        NetworkFile.read(store.path(step).resolve(NetworkStep.NETWORK)).network());
  }

  List<Picture> all() {
    List<Picture> all = new ArrayList<>(curves);
    all.addAll(networks);
    all.addAll(ranges);
    all.addAll(hardware);
    return all;
  }
}
