package org.skiptrim.training;

import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.TrainedNetwork;

/**
 * How far a student's logits are from its teacher's before it has learned from a change: the mean
 * squared difference on the first training images, never on test images. Both networks' batch norms
 * take the statistics of the batch, since the student's running ones are from before the change.
 */
public final class Disagreement {
  private static final int IMAGES = 1_024;
  private static final int BATCH = 256;

  private final TrainedNetwork teacher;
  private final Dataset dataset;

  /** From that teacher, on that data set's training images. */
  public Disagreement(TrainedNetwork teacher, Dataset dataset) {
    this.teacher = teacher;
    this.dataset = dataset;
  }

  /** The mean squared difference of the logits. */
  public double of(TrainedNetwork student) {
    int count = Math.min(IMAGES, dataset.train().size());
    double sum = 0;
    try (Model taught = Model.frozen(teacher);
        Model model = Model.frozen(student);
        Batches batches =
            BatchLoader.inOrder(dataset, dataset.train().take(count), BATCH).epoch(0)) {
      for (Batch batch : batches) {
        Cancellation.check();
        try (EngineScope scope = EngineScope.inference()) {
          Value images = Evaluation.labelled(dataset, batch).images();
          Value logits = model.forwardTraining(images);
          Value target = taught.forwardTraining(images);
          sum += logits.meanSquaredError(target).number() * batch.size();
        }
      }
    }
    return sum / count;
  }
}
