package org.skiptrim.onnx;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.skiptrim.network.RealOp;
import org.skiptrim.onnx.Feature.Padding;

/** Means over all pixels, in each of the forms in which they are written. */
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

  /** Over the whole map. */
  Feature average(Call call) throws Unsupported {
    Feature in = call.feature(0);
    List<Long> map = List.of((long) in.shape().height(), (long) in.shape().width());
    List<Long> kernel = call.attributes().integers("kernel_shape", List.of());
    int stride = (int) Math.min(MOST, Collections.min(call.attributes().integers("strides", ONES)));
    Padding padding = Paddings.of(call, in, in.shape().height(), in.shape().width(), stride);
    if (!kernel.equals(map) || !padding.equals(Padding.NONE)) {
      throw new Unsupported(
          "it averages %s pixels at a time; means are supported over all of a map, which is %s"
              .formatted(kernel, map));
    }
    return global(call, in);
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
