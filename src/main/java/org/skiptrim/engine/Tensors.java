package org.skiptrim.engine;

import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Window;
import org.skiptrim.network.ZeroChannels;

/** Between Java arrays and tensors. */
final class Tensors {
  private Tensors() {}

  static Tensor of(Values values, ScalarType type) {
    return Engine.toDevice(Tensor.create(values.data(), shape(values)).to(type));
  }

  static long[] shape(Values values) {
    return values.shape().stream().mapToLong(Integer::longValue).toArray();
  }

  /** The same values with the channels of a pixel side by side. */
  static Tensor channelsLast(Tensor tensor) {
    return tensor.contiguous(MemoryFormat.ChannelsLast);
  }

  /** Batch × C × H × W to batch × outputs × ⌈H/stride⌉ × ⌈W/stride⌉. */
  static Tensor zeroPadShortcut(Tensor in, int outputs, int stride) {
    ZeroChannels zeros = ZeroChannels.of((int) in.size(1), outputs);
    long[] around = {0, 0, 0, 0, zeros.before(), zeros.after()};
    return torch.constant_pad_nd(everyNth(in, stride), around);
  }

  /**
   * With a window's padding around the map, batch × C × H × W.
   *
   * @param with what it is filled with
   */
  static Tensor padded(Tensor in, Window window, double with) {
    int before = window.padding();
    int after = window.paddingAfter();
    if (before == 0 && after == 0) {
      return in;
    }
    return torch.constant_pad_nd(in, new long[] {before, after, before, after}, new Scalar(with));
  }

  /**
   * What an operation makes of the pixels of each window, tap after tap, exact in every type.
   *
   * @param in the map with the padding that the window has
   */
  static Tensor overWindows(Tensor in, Window window, BinaryOperator<Tensor> operator) {
    long height = in.size(2) - window.kernel() + 1;
    long width = in.size(3) - window.kernel() + 1;
    Tensor all = null;
    for (int tap = 0; tap < window.pixels(); tap++) {
      long row = tap / window.kernel();
      long column = tap % window.kernel();
      Tensor seen = in.narrow(2, row, height).narrow(3, column, width);
      Tensor kept = everyNth(seen, window.stride());
      all = all == null ? kept : operator.apply(all, kept);
    }
    return channelsLast(all);
  }

  /** Every n-th pixel of each row and column, the first included: a view. */
  static Tensor everyNth(Tensor in, long n) {
    LongOptional all = new LongOptional();
    return in.slice(2, all, all, n).slice(3, all, all, n);
  }

  static double[] toDoubles(Tensor tensor) {
    Tensor plain = tensor.detach().to(ScalarType.Double).contiguous().cpu();
    double[] values = new double[(int) plain.numel()];
    plain.data_ptr_double().get(values);
    return values;
  }
}
