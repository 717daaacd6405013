package org.skiptrim.quantization;

import org.skiptrim.network.LearningForm;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;

/** A graph with quantizers: which ones depends on its adds, so each graph gets its own. */
public record QuantizedForm(Precision precision) implements LearningForm {
  @Override
  public Network<RealOp> learning(Network<RealOp> plain) {
    return FakeQuantization.insert(plain, precision);
  }

  @Override
  public Network<RealOp> plain(Network<RealOp> learning) {
    return FakeQuantization.remove(learning);
  }
}
