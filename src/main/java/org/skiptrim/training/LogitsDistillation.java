package org.skiptrim.training;

import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.Model;
import org.skiptrim.engine.Value;

/**
 * Learning from labels and from a frozen teacher at once: {@code labelWeight} · cross-entropy +
 * {@code teacherWeight} · mean squared difference of the logits (Ba and Caruana, arXiv 1312.6184;
 * the weights 0.65 and 0.35 are Tailor's, arXiv 2301.07247).
 *
 * @param teacher frozen; it sees the same augmented images
 */
public record LogitsDistillation(Model teacher, double labelWeight, double teacherWeight)
    implements Loss {
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
}
