package org.skiptrim.quantization;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.WeightQuantization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Parameters;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.training.CalibrationImages;
import org.skiptrim.training.ChannelMoments;

/**
 * Quantizes without learning, as well as calibration images allow: channels are scaled to their
 * types ({@link ChannelScaling}); then, layer by layer, since each sees what the ones before have
 * become, weights of few bits are rounded so that their errors cancel ({@link ErrorFeedback}), and
 * batch norm takes back what rounding has moved.
 */
public final class PostTraining {
  private final CalibrationImages images;
  private final TrainedNetwork learned;
  private final Map<String, ChannelMoments> wanted;
  private TrainedNetwork rounded;

  private PostTraining(TrainedNetwork learned, TrainedNetwork scaled, CalibrationImages images) {
    this.learned = learned;
    this.rounded = scaled;
    this.images = images;
    Set<String> sums = new HashSet<>();
    norms().forEach(norm -> sums.add(norm.input()));
    this.wanted = ChannelMoments.of(learned, sums, images);
  }

  /**
   * The network with quantizers of that precision in it.
   *
   * @param learned a network on real numbers, or one with quantizers of another precision: what it
   *     computes with them is what the result is to be near to; one of this precision stays as it
   *     is
   */
  public static TrainedNetwork quantized(
      TrainedNetwork learned,
      Precision precision,
      CalibrationImages images,
      ProgressListener progress) {
    Network<RealOp> network =
        FakeQuantization.insert(FakeQuantization.remove(learned.network()), precision);
    if (network.equals(learned.network()) && !precision.automatic()) {
      return learned;
    }
    progress.note("fitting the network to its types");
    if (precision.automatic()) {
      network = BinaryPoints.chosen(learned, network, images);
    }
    TrainedNetwork scaled = ChannelScaling.fitted(learned, network, images);
    return new PostTraining(learned, scaled, images).layerByLayer(progress);
  }

  private TrainedNetwork layerByLayer(ProgressListener progress) {
    List<Node<RealOp>> norms = norms();
    for (int done = 0; done < norms.size(); done++) {
      progress.progress("calibrating", done, norms.size(), "layers");
      Node<RealOp> norm = norms.get(done);
      roundWeights(rounded.network().node(norm.input()));
      correct(norm.name(), norm.input());
    }
    progress.progress("calibrating", norms.size(), norms.size(), "layers");
    return rounded;
  }

  private List<Node<RealOp>> norms() {
    List<Node<RealOp>> norms = new ArrayList<>();
    for (Node<RealOp> node : learned.network().nodes()) {
      if (node.op() instanceof RealOp.BatchNorm) {
        norms.add(node);
      }
    }
    return norms;
  }

  private void roundWeights(Node<RealOp> node) {
    if (!(node.op() instanceof RealOp.Conv2d op)
        || op.weights().isEmpty()
        || WeightQuantization.isWide(op.weights().get())) {
      return;
    }
    FixedPoint type = op.weights().get();
    List<double[]> products = new ArrayList<>();
    try (Model model = Model.frozen(upTo(node.input()))) {
      images.forEach(
          batch ->
              products.add(
                  model
                      .forward(batch, Set.of(node.input()))
                      .features()
                      .get(node.input())
                      .windowProducts(op.window().orElseThrow())));
    }
    Values weight = rounded.parameters().get(node.name(), "weight");
    double[] sum = products.stream().reduce(ChannelMoments::sum).orElseThrow();
    double[] units = WeightQuantization.units(weight, type);
    with(node.name(), "weight", ErrorFeedback.rounded(weight, sum, units, type));
  }

  /**
   * Moves batch norm's statistics by as much as rounding has moved mean and variance of what it
   * reads (compare Nagel et al., arXiv 1906.04721, section 4.2). They are not measured anew: what a
   * network has learned with need not be what its images have.
   */
  private void correct(String norm, String input) {
    ChannelMoments found = ChannelMoments.of(upTo(input), Set.of(input), images).get(input);
    ChannelMoments before = wanted.get(input);
    Parameters parameters = rounded.parameters();
    double[] means = parameters.get(norm, "running_mean").data().clone();
    double[] variances = parameters.get(norm, "running_var").data().clone();
    for (int c = 0; c < means.length; c++) {
      means[c] += found.means()[c] - before.means()[c];
      if (before.variances()[c] > 0 && found.variances()[c] > 0) {
        variances[c] *= found.variances()[c] / before.variances()[c];
      }
    }
    with(norm, "running_mean", Values.vector(means));
    with(norm, "running_var", Values.vector(variances));
  }

  private void with(String node, String name, Values values) {
    rounded = new TrainedNetwork(rounded.network(), rounded.parameters().with(node, name, values));
  }

  /** The rounded network as far as that node. */
  private TrainedNetwork upTo(String last) {
    List<Node<RealOp>> nodes = new ArrayList<>();
    for (Node<RealOp> node : rounded.network().nodes()) {
      nodes.add(node);
      if (node.name().equals(last)) {
        break;
      }
    }
    Network<RealOp> beginning = Network.pruned(nodes);
    return new TrainedNetwork(beginning, rounded.parameters().restrictedTo(beginning));
  }
}
