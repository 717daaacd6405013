package org.skiptrim.engine;

import org.bytedeco.pytorch.global.torch.ScalarType;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;

/** The numbers that convolutions are computed in while a network learns or teaches. */
public enum Arithmetic {
  /** 32-bit floating point. */
  FP32,
  /**
   * Feature maps and convolutions in bfloat16 (8 bits of exponent, 8 of significand); master
   * weights, batch norm's statistics, the dense layer and the loss in 32 bits. Twice as fast where
   * the processor multiplies bfloat16 (AVX512-BF16, AMX, GPUs), slow where it does not.
   */
  BF16;

  /**
   * This, or 32 bits if the network rounds feature maps or weights of convolutions to a type whose
   * integers this does not hold: bfloat16 holds those of 8 bits and a sign.
   */
  public Arithmetic orMoreFor(Network<RealOp> network) {
    return network.nodes().stream()
            .map(node -> node.op())
            .filter(op -> op.weightType().isEmpty() || multipliesIn(op))
            .flatMap(op -> op.roundedTo().stream())
            .allMatch(this::holds)
        ? this
        : FP32;
  }

  /** Whether an operation's weights are in these numbers; all others are in 32 bits in any case. */
  static boolean multipliesIn(RealOp op) {
    return op instanceof RealOp.Conv2d;
  }

  /** The numbers as libtorch knows them. */
  ScalarType scalarType() {
    return this == BF16 ? ScalarType.BFloat16 : ScalarType.Float;
  }

  private boolean holds(FixedPoint type) {
    int exact = 1 << 8;
    return this == FP32 || Math.max(-type.minInteger(), type.maxInteger()) <= exact;
  }
}
