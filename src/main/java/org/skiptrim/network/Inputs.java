package org.skiptrim.network;

import java.util.List;
import java.util.Optional;

/** What operations of both kinds check of themselves and of their inputs' shapes. */
final class Inputs {
  private Inputs() {}

  /** That there are none: the image's own shape. */
  static Shape none(List<Shape> inputs, Shape image) {
    require(inputs, 0);
    return image;
  }

  /** The only one. */
  static Shape only(List<Shape> inputs) {
    require(inputs, 1);
    return inputs.get(0);
  }

  /** What windows on the only one make. */
  static Shape windowed(List<Shape> inputs, Optional<Window> window, int channels) {
    return window.orElseThrow().output(only(inputs), channels);
  }

  /** What a pool makes of the only one, of which each window has to see a pixel. */
  static Shape pooled(List<Shape> inputs, Optional<Window> window) {
    Window seen = window.orElseThrow();
    if (Math.max(seen.padding(), seen.paddingAfter()) >= seen.kernel()) {
      throw new IllegalArgumentException(
          "a pool of %d×%d pixels is padded by %d and %d; use less than the kernel"
              .formatted(seen.kernel(), seen.kernel(), seen.padding(), seen.paddingAfter()));
    }
    return seen.output(only(inputs), only(inputs).channels());
  }

  /** What a dense layer makes of the only one, which has to be a vector. */
  static Shape dense(List<Shape> inputs, int outputs) {
    if (only(inputs).pixels() != 1) {
      throw new IllegalArgumentException("a dense layer takes Cx1x1, not " + only(inputs));
    }
    return new Shape(outputs, 1, 1);
  }

  /** The shape that both have. */
  static Shape both(List<Shape> inputs) {
    require(inputs, 2);
    if (!inputs.get(0).equals(inputs.get(1))) {
      throw new IllegalArgumentException(
          "cannot add " + inputs.get(0) + " and " + inputs.get(1) + ": the shapes differ");
    }
    return inputs.get(0);
  }

  /** That a component is there, which a file's graph may lack. */
  static void given(String component, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("'" + component + "' is missing");
    }
  }

  private static void require(List<Shape> inputs, int count) {
    if (inputs.size() != count) {
      throw new IllegalArgumentException("takes " + count + " inputs, not " + inputs.size());
    }
  }
}
