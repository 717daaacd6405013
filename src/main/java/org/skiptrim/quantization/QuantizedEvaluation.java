package org.skiptrim.quantization;

import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.IntegerModel;
import org.skiptrim.training.Evaluation;

/** Accuracy on the integers. */
public final class QuantizedEvaluation {
  private QuantizedEvaluation() {}

  /** The share of the test images that the network gets right, 0 to 1; the engine computes it. */
  public static double accuracy(QuantizedNetwork network, Dataset dataset) {
    try (IntegerModel model =
        new IntegerModel(network.network(), network.integers(), network.inputType())) {
      return Evaluation.accuracy(model::forward, dataset);
    }
  }
}
