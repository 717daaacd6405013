package org.skiptrim.onnx;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Window;
import org.skiptrim.onnx.Feature.Padding;

/**
 * Means and maxima of windows, and means over all pixels in each of the forms in which they are
 * written.
 */
final class Pools {
  private static final List<Long> ONES = List.of(1L, 1L);
  private static final long MOST = 1 << 20;

  private final Draft draft;

  Pools(Draft draft) {
    this.draft = draft;
  }

  Feature global(Call call) throws Unsupported {
    return global(call, call.feature(0));
  }

  /** Over the whole map, or over windows that lie within it. */
  Feature average(Call call) throws Unsupported {
    Feature in = call.feature(0);
    List<Long> map = List.of((long) in.shape().height(), (long) in.shape().width());
    List<Long> kernel = call.attributes().integers("kernel_shape", List.of());
    int stride = (int) Math.min(MOST, Collections.min(call.attributes().integers("strides", ONES)));
    Padding padding = Paddings.of(call, in, in.shape().height(), in.shape().width(), stride);
    if (kernel.equals(map) && padding.equals(Padding.NONE)) {
      return global(call, in);
    }
    Window window = window(call, in);
    if (window.padding() != 0 || window.asymmetry() != 0) {
      throw new Unsupported(
          "it averages %s pixels at a time, some of them outside of the map of %s"
              .formatted(kernel, map));
    }
    RealOp pool = new RealOp.AveragePool(window.kernel(), window.stride());
    return draft.add(draft.names().of(call.node()), pool, in);
  }

  /** Zeros around the map are as good as nothing where no value is negative. */
  Feature maximum(Call call) throws Unsupported {
    Feature in = call.feature(0);
    if (!in.padding().equals(Padding.NONE) && !draft.isNonNegative(in.node())) {
      throw new Unsupported("it reads a map that was padded with zeros and can be negative");
    }
    Window window = window(call, in);
    String name = draft.names().of(call.node());
    Feature map = in.withPadding(Padding.NONE);
    if (window.isOnePixel()) {
      int channels = in.shape().channels();
      return draft.add(name, new RealOp.ZeroPadShortcut(channels, window.stride()), map);
    }
    return draft.add(name, new RealOp.MaxPool(window), map);
  }

  private static Window window(Call call, Feature in) throws Unsupported {
    List<Long> kernel = call.attributes().integers("kernel_shape", List.of());
    List<Long> strides = call.attributes().integers("strides", ONES);
    boolean dilated = !call.attributes().integers("dilations", ONES).equals(ONES);
    if (!isSquare(kernel) || !isSquare(strides) || dilated || call.node().getOutputCount() > 1) {
      throw new Unsupported(
          "it pools %s pixels with strides %s; squares that are not dilated are supported"
              .formatted(kernel, strides));
    }
    int size = Math.toIntExact(kernel.get(0));
    int stride = Math.toIntExact(strides.get(0));
    Padding padding = Paddings.of(call, in, size, size, stride).plus(in.padding());
    boolean whole = call.attributes().integer("ceil_mode", 0) != 0;
    Window vertical =
        axis(size, stride, padding.top(), padding.bottom(), in.shape().height(), whole);
    Window horizontal =
        axis(size, stride, padding.left(), padding.right(), in.shape().width(), whole);
    if (!vertical.equals(horizontal)) {
      throw new Unsupported("its padding %s is not the same in both directions".formatted(padding));
    }
    return vertical;
  }

  private static boolean isSquare(List<Long> extents) {
    return extents.size() == 2
        && extents.get(0).equals(extents.get(1))
        && extents.get(0) >= 1
        && extents.get(0) <= MOST;
  }

  /** Of one direction; if windows are rounded up, what they lack is padding behind the map. */
  private static Window axis(
      int kernel, int stride, int before, int after, int in, boolean roundedUp) {
    int rest = Math.floorMod(in + before + after - kernel, stride);
    boolean another =
        roundedUp && rest > 0 && in + before + after - kernel - rest + stride < in + before;
    return new SquareKernel.Axis(kernel, before, after + (another ? stride - rest : 0), in)
        .window(stride);
  }

  /** Over height and width, wherever they are. */
  Feature mean(Call call) throws Unsupported {
    Feature in = call.feature(0);
    List<Long> axes =
        call.optional(1)
            .map(axis -> LongStream.of(longs(axis)).boxed().toList())
            .orElse(call.attributes().integers("axes", List.of()));
    List<Long> found =
        axes.stream().map(axis -> Math.floorMod(axis, 4L)).sorted().collect(Collectors.toList());
    List<Long> wanted = in.channelsLast() ? List.of(1L, 2L) : List.of(2L, 3L);
    if (!found.equals(wanted)) {
      throw new Unsupported("it averages over axes %s, not over the pixels".formatted(axes));
    }
    return global(call, in.withChannelsLast(false));
  }

  private static long[] longs(Constant constant) {
    long[] longs = new long[constant.size()];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = (long) constant.data()[i];
    }
    return longs;
  }

  private Feature global(Call call, Feature in) throws Unsupported {
    return draft.add(draft.names().of(call.node()), new RealOp.GlobalAveragePool(), in);
  }
}
