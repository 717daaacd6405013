package org.skiptrim.quantization;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.stream.Stream;
import org.skiptrim.fixedpoint.FixedPoint;

/**
 * What types a single layer has that differ from the others'.
 *
 * @param weights its weights
 * @param activations what comes out of it, behind its batch norm and ReLU
 * @param sums the same where an add reads it
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LayerTypes(
    Optional<FixedPoint> weights, Optional<FixedPoint> activations, Optional<FixedPoint> sums) {

  /** What is absent in a file is empty. */
  @JsonCreator
  public LayerTypes {
    weights = weights == null ? Optional.empty() : weights;
    activations = activations == null ? Optional.empty() : activations;
    sums = sums == null ? Optional.empty() : sums;
  }

  /** Of weights alone, which files and specs write as a text. */
  public static LayerTypes ofWeights(FixedPoint weights) {
    return new LayerTypes(Optional.of(weights), Optional.empty(), Optional.empty());
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static LayerTypes parse(String weights) {
    return ofWeights(FixedPoint.parse(weights));
  }

  /** All of them. */
  Stream<FixedPoint> all() {
    return Stream.of(weights, activations, sums).flatMap(Optional::stream);
  }

  /** {@code ap_fixed<8,2>}, or {@code ap_fixed<8,2> × ap_fixed<4,2>} with activations. */
  @Override
  public String toString() {
    String text = weights.map(Object::toString).orElse("");
    text += activations.map(type -> " × " + type).orElse("");
    return (text + sums.map(type -> " sums " + type).orElse("")).strip();
  }
}
