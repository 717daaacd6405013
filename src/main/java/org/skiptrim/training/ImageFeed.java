package org.skiptrim.training;

import java.util.Iterator;
import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Dataset;

/** The training images of one epoch after the other, shuffled and augmented by a recipe. */
final class ImageFeed {
  private final Dataset dataset;
  private final BatchLoader loader;

  ImageFeed(Dataset dataset, Recipe recipe) {
    this.dataset = dataset;
    this.loader =
        BatchLoader.training(dataset, recipe.batchSize(), recipe.augmentation(), recipe.seed());
  }

  int batchesPerEpoch() {
    return loader.batchesPerEpoch();
  }

  /** One epoch's batches, prepared ahead on a thread of their own. */
  Epoch epoch(int number) {
    return new Epoch(loader.epoch(number));
  }

  /** Close it to end its thread. */
  final class Epoch implements AutoCloseable {
    private final Batches batches;
    private final Iterator<Batch> remaining;

    private Epoch(Batches batches) {
      this.batches = batches;
      this.remaining = batches.iterator();
    }

    /** The next batch; it belongs to the engine scope that is open. */
    LabelledImages next() {
      return Evaluation.labelled(dataset, remaining.next());
    }

    @Override
    public void close() {
      batches.close();
    }
  }
}
