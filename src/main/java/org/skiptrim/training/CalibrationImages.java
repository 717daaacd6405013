package org.skiptrim.training;

import java.util.function.Consumer;
import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Value;

/**
 * The first training images, as they are and in their order: what a network's values are measured
 * on when it does not learn.
 *
 * @param count how many at most
 */
public record CalibrationImages(Dataset dataset, int count) {
  private static final int BATCH = 128;

  /** Hands over batch after batch, each in an engine scope of its own. */
  public void forEach(Consumer<Value> consumer) {
    int taken = Math.min(count, dataset.train().size());
    try (Batches batches =
        BatchLoader.inOrder(dataset, dataset.train().take(taken), BATCH).epoch(0)) {
      for (Batch batch : batches) {
        Cancellation.check();
        try (EngineScope scope = EngineScope.inference()) {
          consumer.accept(Evaluation.labelled(dataset, batch).images());
        }
      }
    }
  }
}
