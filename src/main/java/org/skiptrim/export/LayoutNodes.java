package org.skiptrim.export;

import java.util.List;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;
import org.skiptrim.network.ZeroChannels;

/** What computes nothing: pixels are left out, channels of zeros added, weights laid out anew. */
final class LayoutNodes {
  private static final long TO_THE_END = Integer.MAX_VALUE;

  private LayoutNodes() {}

  /** Every {@code stride}-th pixel, with channels of zeros around: Slice, Pad. */
  static String zeroPad(OnnxDraft draft, String name, String x, int stride, ZeroChannels zeros) {
    boolean pads = zeros.before() + zeros.after() > 0;
    String kept = x;
    if (stride > 1 || !pads) {
      String starts = draft.positions(name + ".starts", 0, 0);
      String ends = draft.positions(name + ".ends", TO_THE_END, TO_THE_END);
      String axes = draft.positions(name + ".axes", 2, 3);
      String steps = draft.positions(name + ".steps", stride, stride);
      List<String> inputs = List.of(x, starts, ends, axes, steps);
      kept = draft.node("Slice", pads ? name + "/slice" : name, inputs);
    }
    if (!pads) {
      return kept;
    }
    String sides = draft.positions(name + ".pads", 0, zeros.before(), 0, 0, 0, zeros.after(), 0, 0);
    return draft.node("Pad", name, List.of(kept, sides));
  }

  /** Every {@code stride}-th pixel from one on, as many as a shape has. */
  static String everyNth(
      OnnxDraft draft, String name, String x, int stride, int[] from, Shape shape) {
    long bottom = from[0] + (shape.height() - 1L) * stride + 1;
    long right = from[1] + (shape.width() - 1L) * stride + 1;
    List<String> inputs =
        List.of(
            x,
            draft.positions(name + ".starts", from[0], from[1]),
            draft.positions(name + ".ends", bottom, right),
            draft.positions(name + ".axes", 2, 3),
            draft.positions(name + ".steps", stride, stride));
    return draft.node("Slice", name, inputs);
  }

  /** Inputs × outputs of outputs × inputs. */
  static Values transposed(Values matrix) {
    int rows = matrix.shape().get(0);
    int columns = matrix.shape().get(1);
    double[] turned = new double[rows * columns];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = matrix.data()[i % rows * columns + i / rows];
    }
    return new Values(List.of(columns, rows), turned);
  }
}
