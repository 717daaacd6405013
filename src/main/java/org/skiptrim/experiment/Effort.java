package org.skiptrim.experiment;

/** How long steps take, as seen with ResNet8 and ResNet20; see {@link Step#effort}. */
final class Effort {
  /** A step that mostly starts, reads and measures. */
  static final double SMALL = 0.2;

  /** Cycle by cycle, and the compiler before it. */
  static final double SIMULATION = 0.5;

  private static final double WITH_A_TEACHER = 1.4;
  private static final double QUANTIZATION_AWARE = 1.6;

  private Effort() {}

  /** Learning under a teacher, whose forward pass comes on top. */
  static double taught(int epochs) {
    return SMALL + WITH_A_TEACHER * epochs;
  }

  /** The same with quantizers, and an evaluation on the integers. */
  static double quantizationAware(int epochs) {
    return SMALL + QUANTIZATION_AWARE * epochs;
  }
}
