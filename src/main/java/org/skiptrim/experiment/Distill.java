package org.skiptrim.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.skips.Treatment;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.TaughtSpec;
import org.skiptrim.spec.Variant;
import org.skiptrim.storage.Words;
import org.skiptrim.training.Distillation;
import org.skiptrim.training.TrainingState;

/**
 * Trains a network without skip connections from scratch, under one with them as teacher.
 *
 * @param otherTeacher the one to learn under, if it is not that whose skips are left out
 */
public record Distill(
    NetworkStep teacher,
    TaughtSpec settings,
    long seed,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Import> otherTeacher)
    implements NetworkStep {
  @Override
  public String kind() {
    return "distill";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public DatasetSpec dataset() {
    return teacher.dataset();
  }

  @Override
  public String network() {
    return teacher.network() + " " + Words.of(Variant.PLAIN_DISTILLED);
  }

  @Override
  public List<Step<?>> inputs() {
    return NetworkStep.with(otherTeacher, teacher);
  }

  @Override
  public int layers() {
    return teacher.layers();
  }

  @Override
  public double effort() {
    return Needs.learningUnderTeacher(
        layers(),
        NetworkStep.teacher(otherTeacher, teacher).layers(),
        0,
        dataset(),
        settings.training());
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    workspace.useEngine();
    Dataset images = workspace.dataset(dataset());
    TrainedNetwork residual = NetworkFile.read(workspace.file(teacher, NETWORK));
    Network<RealOp> plain =
        Treatment.REMOVE.applyToAll(FakeQuantization.remove(residual.network()));
    TrainedNetwork start = new TrainedNetwork(plain, Initialization.of(plain, seed));
    TrainedNetwork teaching = NetworkStep.teacher(otherTeacher, residual, workspace);
    try (Distillation loss =
        new Distillation(teaching, plain, settings.teaching(), settings.training().arithmetic())) {
      TrainingState end =
          workspace
              .trainer(images, settings.training().recipe(dataset(), seed))
              .train(start, loss, workspace.checkpoints());
      return NetworkStep.keep(end, images, workspace);
    }
  }
}
