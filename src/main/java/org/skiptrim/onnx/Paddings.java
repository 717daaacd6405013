package org.skiptrim.onnx;

import java.util.List;
import org.skiptrim.onnx.Feature.Padding;

/** How far the windows of a node reach beyond the map. */
final class Paddings {
  private Paddings() {}

  /** As the attributes {@code pads} or {@code auto_pad} say. */
  static Padding of(Call call, Feature in, int height, int width, int stride) throws Unsupported {
    String automatic = call.attributes().text("auto_pad", "NOTSET");
    boolean more = automatic.equals("SAME_UPPER");
    if (more || automatic.equals("SAME_LOWER")) {
      int vertical = same(in.shape().height(), height, stride);
      int horizontal = same(in.shape().width(), width, stride);
      int top = more ? vertical / 2 : vertical - vertical / 2;
      int left = more ? horizontal / 2 : horizontal - horizontal / 2;
      return new Padding(top, left, vertical - top, horizontal - left);
    }
    if (automatic.equals("VALID")) {
      return Padding.NONE;
    }
    List<Long> pads = call.attributes().integers("pads", List.of(0L, 0L, 0L, 0L));
    if (pads.size() != 4 || pads.stream().anyMatch(pad -> pad < 0)) {
      throw new Unsupported("its padding is %s".formatted(pads));
    }
    int[] sides = pads.stream().mapToInt(Math::toIntExact).toArray();
    return new Padding(sides[0], sides[1], sides[2], sides[3]);
  }

  /** So that there are as many windows as strides in the map. */
  private static int same(int in, int kernel, int stride) {
    return Math.max(0, ((in + stride - 1) / stride - 1) * stride + kernel - in);
  }
}
