package org.skiptrim.engine;

/** The numbers that convolutions are computed in while a network learns or teaches. */
public enum Arithmetic {
  /** 32-bit floating point. */
  FP32("fp32"),
  /**
   * Feature maps and convolutions in bfloat16 (8 bits of exponent, 8 of significand); master
   * weights, batch norm's statistics, the dense layer and the loss in 32 bits. Twice as fast where
   * the processor multiplies bfloat16 (AVX512-BF16, AMX, GPUs), slow where it does not.
   */
  BF16("bf16");

  private final String word;

  Arithmetic(String word) {
    this.word = word;
  }

  /** As specs call it. */
  public String word() {
    return word;
  }
}
