package org.skiptrim.training;

import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.network.TrainedNetwork;

/**
 * Batch norm's statistics, measured once more when the weights no longer move. While they do, the
 * running ones lag behind, and with few bits a little is much: what batch norm reads is then a
 * handful of values, and a threshold that moves past one of them moves all that have it.
 */
public final class NormStatistics {
  /** The running statistics follow the last twenty batches or so: 10,000 images. */
  private static final int BATCH = 500;

  private NormStatistics() {}

  /**
   * The network with statistics of its weights as they are.
   *
   * @param recipe it has learned by: images are varied as they were then
   * @param count of training images, at most
   */
  public static TrainedNetwork measured(
      TrainedNetwork network, Dataset dataset, Recipe recipe, int count) {
    BatchLoader loader = BatchLoader.training(dataset, BATCH, recipe.augmentation(), recipe.seed());
    int seen = 0;
    try (Model model = Model.trainable(network);
        Batches batches = loader.epoch(recipe.epochs() + 1)) {
      for (Batch batch : batches) {
        if (seen >= count) {
          break;
        }
        Cancellation.check();
        try (EngineScope scope = EngineScope.inference()) {
          LabelledImages images = Evaluation.labelled(dataset, batch);
          model.forwardTraining(images.images());
        }
        seen += batch.labels().length;
      }
      return model.snapshot();
    }
  }
}
