package org.skiptrim.training;

import java.util.Set;
import org.skiptrim.engine.Arithmetic;
import org.skiptrim.engine.EngineScope;
import org.skiptrim.engine.InferenceModel;
import org.skiptrim.engine.Outputs;
import org.skiptrim.engine.Value;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.TrainedNetwork;

/**
 * Learning from labels and from a frozen teacher at once, who sees the same augmented images as the
 * student. Close it to free the teacher.
 */
public final class Distillation implements Loss, AutoCloseable {
  private final InferenceModel teacher;
  private final Teaching teaching;
  private final Set<String> hints;

  /**
   * Under a copy of {@code teacher}.
   *
   * @param student as it is at the end, to see which layers it has in common with the teacher
   * @param arithmetic the teacher's
   */
  public Distillation(
      TrainedNetwork teacher, Network<RealOp> student, Teaching teaching, Arithmetic arithmetic) {
    this.teaching = teaching;
    this.hints = teaching.hintWeight() > 0 ? HintLayers.of(teacher.network(), student) : Set.of();
    this.teacher = new InferenceModel(teacher, arithmetic);
  }

  @Override
  public Set<String> features() {
    return hints;
  }

  @Override
  public Value of(Outputs student, Value images, Value labels) {
    Outputs taught = taught(images);
    Value loss = student.logits().crossEntropy(labels).times(teaching.labelWeight());
    if (teaching.teacherWeight() > 0) {
      Value distance = distance(student.logits(), taught.logits());
      loss = loss.plus(distance.times(teaching.teacherWeight()));
    }
    for (String hint : hints) {
      Value distance = student.features().get(hint).meanSquaredError(taught.features().get(hint));
      loss = loss.plus(distance.times(teaching.hintWeight() / hints.size()));
    }
    return loss;
  }

  private Value distance(Value logits, Value taught) {
    return teaching.distance() instanceof Teaching.Divergence divergence
        ? logits.divergence(taught, divergence.temperature())
        : logits.meanSquaredError(taught);
  }

  private Outputs taught(Value images) {
    try (EngineScope.NoGradient none = EngineScope.noGradient()) {
      return teacher.forward(images, hints);
    }
  }

  @Override
  public void close() {
    teacher.close();
  }
}
