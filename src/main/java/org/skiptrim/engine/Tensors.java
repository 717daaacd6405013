package org.skiptrim.engine;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.network.Parameters.Values;

/** Between Java arrays and tensors. */
final class Tensors {
  private Tensors() {}

  static Tensor of(Values values, ScalarType type) {
    return Tensor.create(values.data(), shape(values)).to(type);
  }

  static long[] shape(Values values) {
    return values.shape().stream().mapToLong(Integer::longValue).toArray();
  }

  static double[] toDoubles(Tensor tensor) {
    Tensor plain = tensor.detach().to(ScalarType.Double).contiguous();
    double[] values = new double[(int) plain.numel()];
    plain.data_ptr_double().get(values);
    return values;
  }
}
