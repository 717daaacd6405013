package org.skiptrim.experiment;

import java.io.IOException;
import java.util.List;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.skips.SkipTraining;
import org.skiptrim.training.Evaluation;
import org.skiptrim.training.Trainer;
import org.skiptrim.training.TrainingState;

/** Removes the skip connections of a trained network, with itself as the teacher. */
public record RemoveSkips(Train teacher, SkipperSpec settings) implements NetworkStep {
  @Override
  public String kind() {
    return "remove-skips";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public DatasetSpec dataset() {
    return teacher.dataset();
  }

  @Override
  public long seed() {
    return teacher.seed();
  }

  @Override
  public String network() {
    return teacher.network() + " " + Variant.SKIPPER.word();
  }

  @Override
  public List<Step<?>> inputs() {
    return List.of(teacher);
  }

  @Override
  public TrainingFigures run(Workspace workspace) throws IOException {
    Dataset images = workspace.dataset(dataset());
    TrainedNetwork taught = NetworkFile.read(workspace.file(teacher, NETWORK));
    Trainer trainer =
        workspace.trainer(
            images,
            settings.training().recipe(seed()),
            network -> Evaluation.accuracy(network, images));
    SkipTraining skipTraining =
        new SkipTraining(
            trainer,
            settings.schedule(),
            settings.distillation().labelWeight(),
            settings.distillation().teacherWeight());
    TrainingState end = skipTraining.removeSkips(taught, workspace.checkpoints());
    NetworkFile.write(end.trained(), workspace.file(NETWORK));
    return TrainingFigures.of(end, images);
  }
}
