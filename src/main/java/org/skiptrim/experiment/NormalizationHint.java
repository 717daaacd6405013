package org.skiptrim.experiment;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.Evaluation;

/**
 * Whether a network from elsewhere is likely to have learned from images that were normalized in
 * another way: it has then a clearly higher loss on training images than in that way. Of accuracy a
 * few hundred images say too little, and test images are not for choosing.
 */
final class NormalizationHint {
  private static final int IMAGES = 1_000;

  /** Of the loss; CIFAR-10's own numbers and ImageNet's differ by more. */
  private static final double CLEARLY = 0.9;

  private NormalizationHint() {}

  /**
   * A line that names the normalization that fits better, if there is one.
   *
   * @param known normalizations by name
   */
  static Optional<String> of(
      TrainedNetwork network, Dataset images, Map<String, Normalization> known) {
    Dataset few = images.take(Math.min(IMAGES, images.train().size()), images.test().size());
    double loss = Evaluation.trainingLoss(network, few);
    String best = "";
    double lowest = CLEARLY * loss;
    for (Map.Entry<String, Normalization> other : new TreeMap<>(known).entrySet()) {
      double found = Evaluation.trainingLoss(network, few.with(other.getValue()));
      if (found < lowest && !other.getValue().equals(images.normalization())) {
        lowest = found;
        best = other.getKey();
      }
    }
    return best.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "normalization: %s seems to fit the network better: its loss on %d training images is"
                    + " %.3f with it, %.3f as it is",
                best,
                few.train().size(),
                lowest,
                loss));
  }
}
