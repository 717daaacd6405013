package org.skiptrim.training;

import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;
import org.skiptrim.network.TrainedNetwork;

/**
 * Learning from labels and from a frozen teacher at once: {@code labelWeight} · cross-entropy +
 * {@code teacherWeight} · mean squared difference of the logits (Ba and Caruana, arXiv 1312.6184;
 * the weights 0.65 and 0.35 are Tailor's, arXiv 2301.07247). Close it to free the teacher.
 */
public final class LogitsDistillation implements Loss, AutoCloseable {
  private final Model teacher;
  private final double labelWeight;
  private final double teacherWeight;

  /** Under a copy of {@code teacher}; it sees the same augmented images as the student. */
  public LogitsDistillation(TrainedNetwork teacher, double labelWeight, double teacherWeight) {
    this.teacher = Model.frozen(teacher);
    this.labelWeight = labelWeight;
    this.teacherWeight = teacherWeight;
  }

  @Override
  public Value of(Value logits, Value images, Value labels) {
    Value fromLabels = logits.crossEntropy(labels).times(labelWeight);
    Value fromTeacher = logits.meanSquaredError(taught(images)).times(teacherWeight);
    return fromLabels.plus(fromTeacher);
  }

  private Value taught(Value images) {
    try (EngineScope.Without gradients = EngineScope.withoutGradients()) {
      return teacher.forward(images);
    }
  }

  @Override
  public void close() {
    teacher.close();
  }
}
