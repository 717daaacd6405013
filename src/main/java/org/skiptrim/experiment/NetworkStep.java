package org.skiptrim.experiment;

import java.io.IOException;
import org.skiptrim.dataset.Dataset;
import org.skiptrim.network.NetworkFile;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.training.TrainingState;

/** A step that makes a network of real numbers. */
public sealed interface NetworkStep extends Step<TrainingFigures>
    permits Train, Import, Distill, TreatSkips {
  /** Its file in the run directory. */
  String NETWORK = "network.safetensors";

  /** The images it learned from. */
  DatasetSpec dataset();

  /** Of initialization, order and augmentation. */
  long seed();

  /** The network, without the seed: {@code ResNet8 skipper}. */
  String network();

  /** Stores the network that a training ends with. */
  static TrainingFigures keep(TrainingState end, Dataset images, Workspace workspace)
      throws IOException {
    NetworkFile.write(end.trained(), workspace.file(NETWORK));
    return TrainingFigures.of(end, images);
  }

  @Override
  default String subject() {
    return network() + ", seed " + seed();
  }

  @Override
  default Class<TrainingFigures> figuresType() {
    return TrainingFigures.class;
  }
}
