package org.skiptrim.training;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.skiptrim.dataset.Batch;
import org.skiptrim.dataset.BatchLoader;
import org.skiptrim.dataset.Batches;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.InferenceModel;
import org.skiptrim.engine.Value;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;

/** Accuracy on the test images. */
public final class Evaluation {
  private static final int BATCH = 250;

  private Evaluation() {}

  /** The share of the test images that the network gets right, on real numbers. */
  public static double accuracy(TrainedNetwork network, Dataset dataset) {
    try (InferenceModel model = new InferenceModel(network, Arithmetic.FP32)) {
      return accuracy(model::forward, dataset);
    }
  }

  /**
   * The share of the test images that are right by some logits.
   *
   * @param logits from a batch of normalized images to batch × classes
   */
  public static double accuracy(UnaryOperator<Value> logits, Dataset dataset) {
    long correct = 0;
    try (Batches batches = BatchLoader.testing(dataset, BATCH).epoch(0)) {
      for (Batch batch : batches) {
        Cancellation.check();
        try (EngineScope scope = EngineScope.inference()) {
          LabelledImages labelled = labelled(dataset, batch);
          correct += logits.apply(labelled.images()).correct(labelled.labels());
        }
      }
    }
    return (double) correct / dataset.test().size();
  }

  /**
   * How many test images of each class are right by some logits.
   *
   * @param logits from a batch of normalized images to batch × classes
   */
  public static List<ClassAccuracy> byClass(UnaryOperator<Value> logits, Dataset dataset) {
    int[] images = new int[dataset.classes().size()];
    int[] correct = new int[images.length];
    try (Batches batches = BatchLoader.testing(dataset, BATCH).epoch(0)) {
      for (Batch batch : batches) {
        Cancellation.check();
        try (EngineScope scope = EngineScope.inference()) {
          int[] predicted = logits.apply(labelled(dataset, batch).images()).predictions();
          for (int i = 0; i < predicted.length; i++) {
            int label = batch.labels()[i];
            images[label]++;
            correct[label] += predicted[i] == label ? 1 : 0;
          }
        }
      }
    }
    return IntStream.range(0, images.length)
        .mapToObj(i -> new ClassAccuracy(dataset.classes().get(i), images[i], correct[i]))
        .toList();
  }

  /** The mean cross-entropy on the training images, as they are, on real numbers. */
  public static double trainingLoss(TrainedNetwork network, Dataset dataset) {
    Dataset asTest =
        new Dataset(
            dataset.name(),
            dataset.channels(),
            dataset.height(),
            dataset.width(),
            dataset.classes(),
            dataset.train(),
            dataset.train(),
            dataset.normalization());
    double sum = 0;
    try (InferenceModel model = new InferenceModel(network, Arithmetic.FP32);
        Batches batches = BatchLoader.testing(asTest, BATCH).epoch(0)) {
      for (Batch batch : batches) {
        Cancellation.check();
        try (EngineScope scope = EngineScope.inference()) {
          LabelledImages labelled = labelled(asTest, batch);
          Value loss = model.forward(labelled.images()).crossEntropy(labelled.labels());
          sum += loss.number() * batch.labels().length;
        }
      }
    }
    return sum / asTest.test().size();
  }

  static LabelledImages labelled(Dataset dataset, Batch batch) {
    Shape shape = new Shape(dataset.channels(), dataset.height(), dataset.width());
    Inputs inputs = Inputs.of(dataset);
    Value images = Value.images(batch.pixels(), shape, inputs.means(), inputs.stds());
    return new LabelledImages(images, Value.labels(batch.labels()));
  }
}
