package org.skiptrim.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.experiment.ExperimentPlan;
import org.skiptrim.experiment.NetworkStep;
import org.skiptrim.experiment.RunStore;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.report.Drawing;
import org.skiptrim.spec.Variant;

/**
 * The pictures of a report.
 *
 * @param curves accuracy and learning rate of each depth
 * @param networks each variant of each depth
 * @param hardware what each skipless design takes of its residual one
 */
record ReportPictures(List<Picture> curves, List<Picture> networks, List<Picture> hardware) {

  /**
   * A picture.
   *
   * @param name of its file, without the ending
   */
  record Picture(String name, Drawing drawing) {}

  static ReportPictures of(ExperimentPlan plan, RunStore store) throws IOException {
    ReportPictures pictures =
        new ReportPictures(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int depth : plan.spec().depths()) {
      pictures.curves.addAll(curves(plan, store, depth));
    }
    for (ExperimentPlan.Case one : plan.cases()) {
      NetworkStep step = plan.network(one);
      if (one.seed() == plan.spec().seed() && store.isDone(step)) {
        String name = "network-resnet" + one.depth() + "-" + one.variant().word();
        String title = step.network();
        pictures.networks.add(new Picture(name, NetworkPicture.of(title, network(store, step))));
      }
    }
    for (Outcome.Group group : Outcome.groups(plan.spec())) {
      HardwareChart.of(plan, store, group).ifPresent(pictures.hardware::add);
    }
    return pictures;
  }

  private static List<Picture> curves(ExperimentPlan plan, RunStore store, int depth)
      throws IOException {
    List<TrainingCurves> variants = new ArrayList<>();
    for (Variant variant : plan.spec().variants()) {
      TrainingCurves.of(plan, store, depth, variant).ifPresent(variants::add);
    }
    List<Picture> pictures = new ArrayList<>();
    String network = "ResNet" + depth;
    String file = "resnet" + depth;
    if (variants.size() > 1) {
      pictures.add(new Picture("comparison-" + file, ReportCharts.comparison(network, variants)));
    }
    for (TrainingCurves curves : variants) {
      String name = "accuracy-" + file + "-" + curves.variant().word();
      pictures.add(new Picture(name, ReportCharts.accuracy(curves)));
    }
    if (!variants.isEmpty()) {
      pictures.add(
          new Picture("learning-rate-" + file, ReportCharts.learningRate(network, variants)));
    }
    return pictures;
  }

  private static Network network(RunStore store, NetworkStep step) throws IOException {
    return NetworkFile.read(store.path(step).resolve(NetworkStep.NETWORK)).network();
  }

  List<Picture> all() {
    List<Picture> all = new ArrayList<>(curves);
    all.addAll(networks);
    all.addAll(hardware);
    return all;
  }
}
