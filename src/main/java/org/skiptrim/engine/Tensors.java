package org.skiptrim.engine;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Parameters.Values;
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
