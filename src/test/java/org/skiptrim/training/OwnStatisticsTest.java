package org.skiptrim.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.engine.Model;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.Absorber;

class OwnStatisticsTest {
  private static final Dataset DATASET = MadeUpImages.of(128, 10, 8);
  private static final CalibrationImages IMAGES = new CalibrationImages(DATASET, 128);

  /** Its norms only add: none has the statistics of what it reads. */
  private static TrainedNetwork absorbed() {
    Network<RealOp> network = ResNets.resNet(1, new int[] {4, 8}, new Shape(3, 8, 8), 4);
    return Absorber.absorbAll(new TrainedNetwork(network, Initialization.of(network, 1)));
  }

  /** With the statistics of the batch, or with those that it has. */
  private static double[] logits(TrainedNetwork network, boolean training) {
    List<double[]> found = new ArrayList<>();
    try (Model model = Model.trainable(network)) {
      IMAGES.forEach(
          batch ->
              found.add(
                  (training ? model.forwardTraining(batch) : model.forward(batch)).toDoubles()));
    }
    return found.get(0);
  }

  /** Mean squared, as a share of the second one's. */
  private static double difference(double[] a, double[] b) {
    double difference = 0;
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      squares += b[i] * b[i];
    }
    return Math.sqrt(difference / squares);
  }

  @Test
  void measured_computesTheSame() {
    TrainedNetwork before = absorbed();
    TrainedNetwork after = OwnStatistics.measured(before, IMAGES);
    assertEquals(before.network(), after.network());
    assertEquals(0, difference(logits(after, false), logits(before, false)), 1e-5);
  }

  @Test
  void measured_byTheStatisticsOfABatch_computesTheSame() {
    TrainedNetwork after = OwnStatistics.measured(absorbed(), IMAGES);
    assertEquals(0, difference(logits(after, true), logits(after, false)), 1e-3);
  }

  /** The control. */
  @Test
  void absorbed_byTheStatisticsOfABatch_isAnotherNetwork() {
    TrainedNetwork before = absorbed();
    assertTrue(difference(logits(before, true), logits(before, false)) > 0.1);
  }
}
