package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.training.CrossEntropy;
import org.skiptrim.training.Evaluation;
import org.skiptrim.training.TrainingState;

/** Trains a residual network from scratch. */
public record Train(DatasetSpec dataset, int depth, TrainingSpec training, long seed)
    implements NetworkStep {
  @Override
  public String kind() {
    return "train";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public String network() {
    return "ResNet" + depth;
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of();
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    Dataset images = workspace.dataset(dataset);
    TrainingState end =
        workspace
            .trainer(images, training.recipe(seed), net -> Evaluation.accuracy(net, images))
            .train(start(images), new CrossEntropy(), workspace.checkpoints());
    NetworkFile.write(end.trained(), workspace.file(NETWORK));
    return TrainingFigures.of(end, images);
  }

  private TrainedNetwork start(Dataset images) {
    Shape shape = new Shape(images.channels(), images.height(), images.width());
    Network network = ResNets.resNet(depth, shape, images.classes().size());
    return new TrainedNetwork(network, Initialization.of(network, seed));
  }
}
