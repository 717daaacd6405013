package org.skiptrim.quantization;

import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.IntegerModel;
import org.skiptrim.training.ClassAccuracy;
import org.skiptrim.training.Evaluation;

/** Accuracy on the integers; the engine computes it. */
public final class QuantizedEvaluation {
  private QuantizedEvaluation() {}

  /** The share of the test images that the network gets right, 0 to 1. */
  public static double accuracy(QuantizedNetwork network, Dataset dataset) {
    try (IntegerModel model = model(network)) {
      return Evaluation.accuracy(model::forward, dataset);
    }
  }

  /** How many test images of each class it gets right. */
  public static List<ClassAccuracy> byClass(QuantizedNetwork network, Dataset dataset) {
    try (IntegerModel model = model(network)) {
      return Evaluation.byClass(model::forward, dataset);
    }
  }

  private static IntegerModel model(QuantizedNetwork network) {
    return new IntegerModel(network.network(), network.integers(), network.inputType());
  }
}
