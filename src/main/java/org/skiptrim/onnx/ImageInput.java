package org.skiptrim.onnx;

import java.util.List;
import onnx.TensorShapeProto.Dimension;
import onnx.ValueInfoProto;
import org.skiptrim.network.Shape;

/**
 * The input of a network.
 *
 * @param channelsLast whether the file has height × width × channels
 */
record ImageInput(Shape shape, boolean channelsLast) {
  private static final int MOST = 1 << 14;

  /** More channels than this are the rows of an image. */
  private static final int MOST_CHANNELS = 4;

  static ImageInput of(ValueInfoProto info) throws OnnxException {
    List<Dimension> extents = info.getType().getTensorType().getShape().getDimList();
    if (extents.size() != 4) {
      throw wrong(info, "has %d dimensions instead of 4".formatted(extents.size()));
    }
    int[] sizes = new int[3];
    for (int i = 0; i < sizes.length; i++) {
      long size = extents.get(i + 1).getDimValue();
      if (size < 1 || size > MOST) {
        throw wrong(
            info,
            ("is of size %s in dimension %d; export it with the size of its images, and only the"
                    + " batch left open")
                .formatted(size == 0 ? "'" + extents.get(i + 1).getDimParam() + "'" : size, i + 1));
      }
      sizes[i] = (int) size;
    }
    boolean last = sizes[0] > MOST_CHANNELS && sizes[2] <= MOST_CHANNELS;
    return last
        ? new ImageInput(new Shape(sizes[2], sizes[0], sizes[1]), true)
        : new ImageInput(new Shape(sizes[0], sizes[1], sizes[2]), false);
  }

  private static OnnxException wrong(ValueInfoProto info, String what) {
    return new OnnxException("its input '%s' %s".formatted(info.getName(), what));
  }
}
