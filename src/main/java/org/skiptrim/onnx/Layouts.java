package org.skiptrim.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;
import org.skiptrim.onnx.Feature.Padding;

/** Operators that compute nothing: they lay values out anew, add zeros or leave pixels out. */
final class Layouts {
  private static final List<Long> TO_CHANNELS_FIRST = List.of(0L, 3L, 1L, 2L);
  private static final List<Long> TO_CHANNELS_LAST = List.of(0L, 2L, 3L, 1L);

  private final Draft draft;

  Layouts(Draft draft) {
    this.draft = draft;
  }

  Feature transpose(Call call) throws Unsupported {
    Feature in = call.feature(0);
    List<Long> order = call.attributes().integers("perm", List.of());
    if (in.isVector()) {
      return in;
    }
    if (in.channelsLast() && order.equals(TO_CHANNELS_FIRST)) {
      return in.withChannelsLast(false);
    }
    if (!in.channelsLast() && order.equals(TO_CHANNELS_LAST)) {
      return in.withChannelsLast(true);
    }
    throw new Unsupported("it transposes a map by %s".formatted(order));
  }

  /** A map of one pixel is a vector whatever its extents are called. */
  Feature flat(Call call) throws Unsupported {
    Feature in = call.feature(0);
    if (!in.isVector()) {
      throw new Unsupported(
          "it makes a vector of a map of %s; the mean over all pixels has to come before"
              .formatted(in.shape()));
    }
    return in.withChannelsLast(false);
  }

  /** Of pixels, which the next convolution then has; or of channels, as a shortcut does. */
  Feature pad(Call call) throws Unsupported {
    Feature in = call.feature(0);
    String mode = call.attributes().text("mode", "constant");
    double value = call.attributes().real("value", 0);
    Optional<Constant> given = call.optional(2);
    if (!mode.equals("constant") || value != 0 || !given.map(v -> v.isAll(0)).orElse(true)) {
      throw new Unsupported("it pads with something other than zeros");
    }
    Optional<Constant> pads = call.optional(1);
    int[] sides =
        pads.isPresent()
            ? pads.get().toInts()
            : call.attributes().integers("pads", List.of()).stream()
                .mapToInt(Math::toIntExact)
                .toArray();
    if (call.optional(3).isPresent()
        || sides.length != 8
        || Arrays.stream(sides).anyMatch(s -> s < 0)) {
      throw new Unsupported("its padding is %s".formatted(Arrays.toString(sides)));
    }
    int channel = in.channelsLast() ? 3 : 1;
    if (sides[channel] == 0 && sides[channel + 4] == 0) {
      int row = in.channelsLast() ? 1 : 2;
      Padding more = new Padding(sides[row], sides[row + 1], sides[row + 4], sides[row + 5]);
      return in.withPadding(in.padding().plus(more));
    }
    boolean channelsAlone = Arrays.stream(sides).sum() == sides[channel] + sides[channel + 4];
    if (!channelsAlone || in.channelsLast() || !in.padding().equals(Padding.NONE)) {
      throw new Unsupported("it pads channels and pixels at once");
    }
    return zeroPadShortcut(call, in, sides[1], sides[5]);
  }

  private Feature zeroPadShortcut(Call call, Feature in, int before, int after) throws Unsupported {
    int outputs = before + in.shape().channels() + after;
    ZeroChannels zeros = ZeroChannels.of(in.shape().channels(), outputs);
    if (zeros.before() != before) {
      throw new Unsupported(
          "it adds %d channels before and %d after; as many on both sides are supported"
              .formatted(before, after));
    }
    if (in.rowStep() != in.columnStep()) {
      throw new Unsupported(
          "it keeps every %d. row and every %d. column; as many of both are supported"
              .formatted(in.rowStep(), in.columnStep()));
    }
    RealOp op = new RealOp.ZeroPadShortcut(outputs, in.rowStep());
    return draft.add(draft.names().of(call.node()), op, draft.whole(in));
  }

  /** Every second row or column, say. */
  Feature slice(Call call) throws Unsupported {
    Feature kept = call.feature(0);
    int[] axes = call.constant(3).toInts();
    Constant starts = call.constant(1);
    Constant ends = call.constant(2);
    Optional<Constant> steps = call.optional(4);
    for (int i = 0; i < axes.length; i++) {
      int step = steps.isPresent() ? steps.get().toInts()[i] : 1;
      kept = every(step, Math.floorMod(axes[i], 4), starts.data()[i], ends.data()[i], kept);
    }
    return kept;
  }

  private static Feature every(int step, int axis, double start, double end, Feature in)
      throws Unsupported {
    int extent =
        switch (axis) {
          case 1 -> in.shape().channels();
          case 2 -> in.shape().height();
          case 3 -> in.shape().width();
          default -> 1;
        };
    boolean all = start == 0 && end >= extent;
    if (step == 1 && all) {
      return in;
    }
    if (!all || step < 1 || axis < 2 || in.channelsLast() || !in.padding().equals(Padding.NONE)) {
      throw new Unsupported(
          "it takes a part of a map: from %.0f to %.0f by %d of axis %d"
              .formatted(start, end, step, axis));
    }
    int left = Window.subsampling(step).extent(extent);
    Shape shape = in.shape();
    return axis == 2
        ? new Feature(
            in.node(),
            new Shape(shape.channels(), left, shape.width()),
            false,
            Padding.NONE,
            in.rowStep() * step,
            in.columnStep())
        : new Feature(
            in.node(),
            new Shape(shape.channels(), shape.height(), left),
            false,
            Padding.NONE,
            in.rowStep(),
            in.columnStep() * step);
  }
}
