package org.skiptrim.network;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.skiptrim.fixedpoint.FixedPoint;

/**
 * What a node computes: on real numbers while a network learns ({@link RealOp}), or on integers
 * ({@link IntegerOp}). Each operation states what it makes of its inputs and which parameters it
 * has.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
public sealed interface Op permits RealOp, IntegerOp {

  /**
   * The shape of its result.
   *
   * @throws IllegalArgumentException saying what is wrong, if it cannot take such inputs
   */
  Shape output(List<Shape> inputs);

  /** The parameters that it has for inputs of these shapes, by name. */
  default Map<String, ParameterShape> parameters(List<Shape> inputs) {
    return Map.of();
  }

  /** Whether it is the image, with which a network begins. */
  default boolean beginsNetwork() {
    return false;
  }

  /** Through what it sees its input, if that is not pixel by pixel or all at once. */
  default Optional<Window> window() {
    return Optional.empty();
  }

  /** The type of its weights, if it multiplies by weights of a type. */
  default Optional<FixedPoint> weightType() {
    return Optional.empty();
  }
}
