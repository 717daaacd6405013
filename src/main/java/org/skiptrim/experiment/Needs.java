package org.skiptrim.experiment;

import org.skiptrim.engine.Arithmetic;
import org.skiptrim.spec.DatasetSpec;
import org.skiptrim.spec.TrainingSpec;

/**
 * About how long steps take and how much memory, as seen with ResNet8 to ResNet110 and batches of
 * 128; see {@link Step#effort} and {@link Step#memoryMb}.
 */
final class Needs {
  /** Effort of a step that mostly starts, reads and measures. */
  static final double SMALL = 0.2;

  /** Effort of going through a design cycle by cycle, and of the compiler before it. */
  static final double SIMULATION = 0.5;

  /** Effort of synthesizing, or of placing and routing, a whole design once. */
  static final double WHOLE_DESIGN = 3;

  /** The network that effort is counted in, and that others are taken for if nothing is known. */
  static final int USUAL_LAYERS = 20;

  /** Images of the data set that effort is counted in. */
  static final int USUAL_IMAGES = 50_000;

  private static final int USUAL_TEST_IMAGES = 10_000;

  /** Of fp32's time, where the processor multiplies bfloat16. */
  private static final double BF16 = 0.6;

  /** What a forward pass takes of a training step on as many images. */
  private static final double FORWARD = 0.4;

  private static final double QUANTIZERS = 1.2;

  private Needs() {}

  /** The effort of learning from labels, and of measuring the accuracy after each epoch. */
  static double learning(int layers, DatasetSpec images, TrainingSpec training) {
    return epochs(layers, passes(images), training);
  }

  /**
   * The same under a teacher of so many layers, whose forward pass comes on top.
   *
   * @param statisticsImages on which batch norm's statistics are measured after each epoch
   */
  static double learningUnderTeacher(
      int layers,
      int teacherLayers,
      int statisticsImages,
      DatasetSpec images,
      TrainingSpec training) {
    double passes =
        passes(images)
            + FORWARD * trainImages(images) * teacherLayers / layers
            + FORWARD * statisticsImages;
    return epochs(layers, passes, training);
  }

  /** The same with quantizers, and an evaluation on the integers. */
  static double quantizationAware(
      int layers, int teacherLayers, DatasetSpec images, TrainingSpec training) {
    return QUANTIZERS * learningUnderTeacher(layers, teacherLayers, 0, images, training);
  }

  private static double epochs(int layers, double images, TrainingSpec training) {
    double arithmetic = training.arithmetic() == Arithmetic.BF16 ? BF16 : 1;
    return SMALL + training.epochs() * arithmetic * layers / USUAL_LAYERS * images / USUAL_IMAGES;
  }

  /** An epoch of training and its evaluation, in training images. */
  private static double passes(DatasetSpec images) {
    return trainImages(images) + FORWARD * images.testImages().orElse(USUAL_TEST_IMAGES);
  }

  private static int trainImages(DatasetSpec images) {
    return images.trainImages().orElse(USUAL_IMAGES);
  }

  /** A third more than was seen: 884 MB for ResNet20, 1,761 MB for ResNet110. */
  static long memoryMb(int layers) {
    return 900 + 13L * layers;
  }

  /** A third more than was seen: 1,177 MB for ResNet20, 2,677 MB for ResNet110. */
  static long quantizationAwareMb(int layers) {
    return 1_150 + 22L * layers;
  }
}
