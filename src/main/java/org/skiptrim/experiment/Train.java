package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.TrainingSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.training.CrossEntropy;
import org.skiptrim.training.TrainingState;

/**
 * Trains a network from scratch on labels alone.
 *
 * @param skips whether it has its skip connections
 */
public record Train(
    DatasetSpec dataset, Architecture architecture, boolean skips, TrainingSpec training, long seed)
    implements NetworkStep {
  @Override
  public String kind() {
    return "train";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String network() {
    return skips ? architecture.title() : architecture.title() + " " + Variant.PLAIN.word();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of();
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset);
    TrainingState end =
        workspace
            .trainer(images, training.recipe(seed))
            .train(start(images), new CrossEntropy(), workspace.checkpoints());
    return NetworkStep.keep(end, images, workspace);
  }

  private TrainedNetwork start(Dataset images) {
    Network network =
        skips
            ? FreshNetworks.residual(architecture, images)
            : FreshNetworks.plain(architecture, images);
    return new TrainedNetwork(network, Initialization.of(network, seed));
  }
}
