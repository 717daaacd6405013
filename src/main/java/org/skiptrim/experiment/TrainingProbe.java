package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.skiptrim.dataset.Augmentation;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.dataset.Normalization;
import org.skiptrim.dataset.Split;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.engine.Engine;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.storage.ProgressListener;
import org.skiptrim.storage.TemporaryFolder;
import org.skiptrim.training.Checkpoints;
import org.skiptrim.training.CrossEntropy;
import org.skiptrim.training.LearningRateSchedule;
import org.skiptrim.training.Recipe;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/**
 * How fast networks learn on this machine: a few batches of noise, timed, so that a plan need not
 * guess.
 */
public final class TrainingProbe {
  private static final int BATCH = 128;
  private static final int BATCHES = 3;
  private static final int CLASSES = 10;
  private static final int PIXELS = 3 * 32 * 32;

  private TrainingProbe() {}

  /** Seconds for an effort of 1 ({@link Step#effort}) with one thread; takes about three itself. */
  public static double seconds() throws IOException {
    Engine.setThreads(1);
    Network<RealOp> network = ResNets.resNet(Needs.USUAL_LAYERS, new Shape(3, 32, 32), CLASSES);
    TrainedNetwork start = new TrainedNetwork(network, Initialization.of(network, 1));
    Recipe recipe =
        new Recipe(
            2,
            BATCH,
            new LearningRateSchedule.Steps(0.05, 0.1, List.of()),
            0.9,
            5e-4,
            0,
            Augmentation.STANDARD,
            Arithmetic.FP32,
            1);
    Trainer trainer = new Trainer(noise(), recipe, any -> 0, ProgressListener.SILENT, record -> {});
    try (TemporaryFolder folder = TemporaryFolder.create("skiptrim-probe")) {
      Checkpoints checkpoints = new Checkpoints(folder.path());
      TrainingState end = trainer.train(start, new CrossEntropy(), checkpoints);
      double warm = end.history().get(1).seconds();
      return warm / (BATCHES * BATCH) * Needs.USUAL_IMAGES;
    }
  }

  private static Dataset noise() {
    byte[] pixels = new byte[BATCHES * BATCH * PIXELS];
    new Random(1).nextBytes(pixels);
    byte[] labels = new byte[BATCHES * BATCH];
    Split images = new Split(pixels, labels);
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    return new Dataset("noise", 3, 32, 32, classes, images, images, Normalization.STANDARD);
  }
}
