package org.skiptrim.engine;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Op;
import org.skiptrim.network.Parameters.Values;

/** Between Java arrays and tensors. */
final class Tensors {
  private Tensors() {}

  static Tensor of(Values values, ScalarType type) {
    return Engine.there(Tensor.create(values.data(), shape(values)).to(type));
  }

  static long[] shape(Values values) {
    return values.shape().stream().mapToLong(Integer::longValue).toArray();
  }

  /** The same values with the channels of a pixel side by side. */
  static Tensor channelsLast(Tensor tensor) {
    return tensor.contiguous(MemoryFormat.ChannelsLast);
  }

  /** Batch × C × H × W to batch × outputs × ⌈H/stride⌉ × ⌈W/stride⌉. */
  static Tensor zeroPadShortcut(Tensor in, Op.ZeroPadShortcut op) {
    int channels = (int) in.size(1);
    long before = op.before(channels);
    LongOptional all = new LongOptional();
    Tensor pixels = in.slice(2, all, all, op.stride()).slice(3, all, all, op.stride());
    long[] around = {0, 0, 0, 0, before, op.outputs() - channels - before};
    return torch.constant_pad_nd(pixels, around);
  }

  static double[] toDoubles(Tensor tensor) {
    Tensor plain = tensor.detach().to(ScalarType.Double).contiguous().cpu();
    double[] values = new double[(int) plain.numel()];
    plain.data_ptr_double().get(values);
    return values;
  }
}
