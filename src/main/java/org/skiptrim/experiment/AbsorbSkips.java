package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.skips.Absorber;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;
import org.skiptrim.training.Evaluation;

/** Absorbs the skip connections of a trained network, which takes no training, and measures it. */
public record AbsorbSkips(NetworkStep residual) implements NetworkStep {
  @Override
  public String kind() {
    return "absorb-skips";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public DatasetSpec dataset() {
    return residual.dataset();
  }

  @Override
  public long seed() {
    return residual.seed();
  }

  @Override
  public String network() {
    return residual.network() + " " + Words.of(Variant.ABSORBED);
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of(residual);
  }

  @Override
  public int layers() {
    return residual.layers();
  }

  @Override
  public double effort() {
    return Needs.SMALL;
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset());
    TrainedNetwork own = NetworkFile.read(workspace.file(residual, NETWORK));
    TrainedNetwork absorbed =
        NetworkStep.learnable(Absorber.absorbAll(FakeQuantization.remove(own)), images);
    NetworkFile.write(absorbed, NetworkStep.remarks(images), workspace.file(NETWORK));
    return TrainingFigures.untrained(
        Evaluation.accuracy(absorbed, images), absorbed.network(), images);
  }
}
