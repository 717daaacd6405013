package org.skiptrim.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a constant along one axis, as Slice has it.
 *
 * @param axis which
 * @param begin first index, after that of the step if it is negative
 * @param end first index that is not taken
 * @param step from one to the next, not 0
 */
record ConstantSlice(int axis, long begin, long end, long step) {

  /**
   * All axes of a Slice node, one after the other.
   *
   * @param inputs data, starts, ends, axes, steps, of which the last two may be missing
   */
  static Constant of(List<Constant> inputs) {
    Constant part = inputs.get(0);
    for (int i = 0; i < inputs.get(1).size(); i++) {
      part = at(inputs, i, part.shape().size()).of(part);
    }
    return part;
  }

  private static ConstantSlice at(List<Constant> inputs, int index, int rank) {
    int axis = inputs.size() > 3 ? Math.floorMod(inputs.get(3).toInts()[index], rank) : index;
    long step = inputs.size() > 4 ? (long) inputs.get(4).data()[index] : 1;
    if (step == 0) {
      throw new IllegalArgumentException("a step of 0");
    }
    long begin = (long) inputs.get(1).data()[index];
    return new ConstantSlice(axis, begin, (long) inputs.get(2).data()[index], step);
  }

  private Constant of(Constant whole) {
    int extent = whole.shape().get(axis);
    long first = bounded(begin, extent, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1);
    long last = bounded(end, extent, step > 0 ? 0 : -1, step > 0 ? extent : extent - 1);
    int taken = (int) Math.max(0, -Math.floorDiv(first - last, step));
    List<Integer> shape = new ArrayList<>(whole.shape());
    shape.set(axis, taken);
    if (whole.size() == 0) { // of which one extent can be as large as it likes
      return new Constant(shape, new double[0]);
    }
    int inner = product(whole.shape().subList(axis + 1, whole.shape().size()));
    int outer = product(whole.shape().subList(0, axis));
    double[] data = new double[outer * taken * inner];
    int to = 0;
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < taken; i++) {
        int index = (int) (first + i * step);
        System.arraycopy(whole.data(), (o * extent + index) * inner, data, to, inner);
        to += inner;
      }
    }
    return new Constant(shape, data);
  }

  /** Negative indices count from the end; what lies beyond is the end. */
  private static long bounded(long index, int extent, long lowest, long highest) {
    return Math.max(lowest, Math.min(highest, index < 0 ? index + extent : index));
  }

  private static int product(List<Integer> extents) {
    return extents.stream().reduce(1, (a, b) -> a * b);
  }
}
