package org.skiptrim.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.skiptrim.storage.Sparse;

/**
 * What a student learns from: {@code labelWeight} · cross-entropy + {@code teacherWeight} · its
 * distance from the teacher's logits + {@code hintWeight} · its distance from the teacher's feature
 * maps.
 *
 * @param labelWeight 0 or more
 * @param teacherWeight 0 or more
 * @param distance between logits
 * @param hintWeight 0 for none; see {@link HintLayers}
 */
public record Teaching(
    double labelWeight, double teacherWeight, Distance distance, double hintWeight) {

  /** What {@link Sparse} leaves out; part of the file format, whatever the defaults become. */
  private static final Teaching USUAL = new Teaching(0.65, 0.35, new MeanSquared(), 0);

  @JsonValue
  Map<String, Object> said() {
    return Sparse.of(this, USUAL);
  }

  @JsonCreator
  static Teaching of(Map<String, Object> said) {
    return Sparse.read(said, USUAL);
  }

  /** How far the student's logits are from the teacher's. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "measure")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = MeanSquared.class, name = "mse"),
    @JsonSubTypes.Type(value = Divergence.class, name = "kl")
  })
  public sealed interface Distance {}

  /** The mean squared difference (Ba and Caruana, arXiv 1312.6184; Tailor, arXiv 2301.07247). */
  public record MeanSquared() implements Distance {}

  /**
   * The Kullback-Leibler divergence of softened probabilities (Hinton et al., arXiv 1503.02531).
   *
   * @param temperature above 0; 1 leaves the probabilities as they are
   */
  public record Divergence(double temperature) implements Distance {
    /** Checks the temperature. */
    public Divergence {
      if (!(temperature > 0)) {
        throw new IllegalArgumentException(
            "temperature is " + temperature + "; it must be above 0, such as 4");
      }
    }
  }

  /** Checks the weights. */
  public Teaching {
    if (labelWeight < 0 || teacherWeight < 0 || hintWeight < 0) {
      throw new IllegalArgumentException(
          "loss weights are %s, %s and %s; none may be negative"
              .formatted(labelWeight, teacherWeight, hintWeight));
    }
    if (labelWeight + teacherWeight + hintWeight == 0) {
      throw new IllegalArgumentException("all loss weights are 0: there is nothing to learn from");
    }
  }

  /** From labels and mean squared logits, without hints. */
  public static Teaching of(double labelWeight, double teacherWeight) {
    return new Teaching(labelWeight, teacherWeight, new MeanSquared(), 0);
  }
}
