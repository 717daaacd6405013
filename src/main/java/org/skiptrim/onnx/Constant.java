package org.skiptrim.onnx;

import java.util.Arrays;
import java.util.List;
import org.skiptrim.network.Parameters.Values;

/**
 * Numbers that do not depend on the image: weights, shapes, axes.
 *
 * @param shape the extents, slowest first; none for a single number
 * @param data row-major; integers of up to 53 bits are exact
 */
record Constant(List<Integer> shape, double[] data) {

  /** Checks that there are as many numbers as the shape says: damaged files reshape at will. */
  Constant {
    shape = List.copyOf(shape);
    long numbers = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (numbers != data.length || shape.stream().anyMatch(extent -> extent < 0)) {
      throw new IllegalArgumentException(data.length + " numbers in a shape of " + shape);
    }
  }

  static Constant scalar(double value) {
    return new Constant(List.of(), new double[] {value});
  }

  static Constant vector(double... values) {
    return new Constant(List.of(values.length), values);
  }

  int size() {
    return data.length;
  }

  int[] toInts() {
    return Arrays.stream(data).mapToInt(value -> (int) value).toArray();
  }

  Values toValues() {
    return new Values(shape, data);
  }

  /** Its numbers for each of so many channels, if it has one for all or one for each. */
  boolean isForChannels(int channels) {
    return data.length == 1 || data.length == channels;
  }

  /** Whether it is one number, or stands along the channels of a map that has them first. */
  boolean isAlongChannels(int channels) {
    int rank = shape.size();
    return data.length == 1
        || (data.length == channels && rank >= 3 && shape.get(rank - 3) == channels);
  }

  boolean isAll(double value) {
    return Arrays.stream(data).allMatch(number -> number == value);
  }
}
