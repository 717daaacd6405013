package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.Treatment;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.TrainingSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;
import org.skiptrim.training.CrossEntropy;
import org.skiptrim.training.TrainingState;

/**
 * Trains a network from scratch on labels alone.
 *
 * @param source of its graph
 * @param skips whether it has its skip connections
 */
public record Train(
    DatasetSpec dataset, GraphSource source, boolean skips, TrainingSpec training, long seed)
    implements NetworkStep {
  @Override
  public String kind() {
    return "train";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public String network() {
    return skips ? source.title() : source.title() + " " + Words.of(Variant.PLAIN);
  }

  @Override
  public List<Step<?>> inputs() {
    return source.inputs();
  }

  @Override
  public int layers() {
    return source.layers();
  }

  @Override
  public double effort() {
    return Needs.learning(layers(), dataset, training);
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset);
    TrainingState end =
        workspace
            .trainer(images, training.recipe(dataset, seed))
            .train(start(images, workspace), new CrossEntropy(), workspace.checkpoints());
    return NetworkStep.keep(end, images, workspace);
  }

  private TrainedNetwork start(Dataset images, Workspace workspace) throws IOException {
    Network<RealOp> residual = source.graph(images, workspace);
    Network<RealOp> network = skips ? residual : Treatment.REMOVE.applyToAll(residual);
    return new TrainedNetwork(network, Initialization.of(network, seed));
  }
}
