package org.skiptrim.experiment;

/** What trainings were seen to hold, ResNet20 with batches of 128, and some reserve. */
final class TrainingMemory {
  static final long OF_REAL_NUMBERS_MB = 2_000;
  static final long QUANTIZATION_AWARE_MB = 4_000;

  private TrainingMemory() {}
}
