package org.skiptrim.training;

import java.util.Iterator;
import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.BatchPlan;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.ComputeDevice;
import org.skiptrim.engine.Engine;
import org.skiptrim.engine.ImageStore;
import org.skiptrim.engine.Value;
import org.skiptrim.network.Shape;

/** The training images of one epoch, shuffled and augmented by a recipe. Close it at its end. */
abstract class ImageFeed implements AutoCloseable {

  /**
   * The epoch's images: on a CPU prepared ahead on a thread of their own, on a GPU cut there.
   *
   * @param epoch its number
   * @param first how many batches to leave out
   */
  static ImageFeed of(Dataset dataset, Recipe recipe, int epoch, int first) {
    BatchLoader loader =
        BatchLoader.training(dataset, recipe.batchSize(), recipe.augmentation(), recipe.seed());
    return Engine.device() == ComputeDevice.CPU
        ? new Host(dataset, loader.epoch(epoch, first), loader.batchesPerEpoch())
        : new OnDevice(dataset, recipe, loader, epoch, first);
  }

  private final int batches;

  private ImageFeed(int batches) {
    this.batches = batches;
  }

  /** How many there are in the epoch. */
  int batches() {
    return batches;
  }

  /** The next batch; it belongs to the engine scope that is open. */
  abstract LabelledImages next();

  @Override
  public abstract void close();

  /** Bytes from a thread. */
  private static final class Host extends ImageFeed {
    private final Dataset dataset;
    private final Batches prepared;
    private final Iterator<Batch> remaining;

    Host(Dataset dataset, Batches prepared, int batches) {
      super(batches);
      this.dataset = dataset;
      this.prepared = prepared;
      this.remaining = prepared.iterator();
    }

    @Override
    LabelledImages next() {
      return Evaluation.labelled(dataset, remaining.next());
    }

    @Override
    public void close() {
      prepared.close();
    }
  }

  /** Windows of images that the device holds. */
  static final class OnDevice extends ImageFeed {
    private final ImageStore store;
    private final Iterator<BatchPlan> remaining;

    OnDevice(Dataset dataset, Recipe recipe, BatchLoader loader, int epoch, int first) {
      super(loader.batchesPerEpoch());
      Inputs inputs = Inputs.of(dataset);
      this.store =
          new ImageStore(
              dataset.train().images(),
              new Shape(dataset.channels(), dataset.height(), dataset.width()),
              recipe.augmentation().padding(),
              inputs.zeros(),
              inputs.means(),
              inputs.stds());
      this.remaining = loader.plans(epoch).listIterator(first);
    }

    @Override
    LabelledImages next() {
      BatchPlan plan = remaining.next();
      Value images = store.images(plan.indices(), plan.down(), plan.right(), plan.mirrored());
      return new LabelledImages(images, Value.labels(plan.labels()));
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
