package org.skiptrim.experiment;

import org.skiptrim.spec.DatasetSpec;

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

  @Override
  default String subject() {
    return network() + ", seed " + seed();
  }

  @Override
  default Class<TrainingFigures> figuresType() {
    return TrainingFigures.class;
  }
}
