package org.skiptrim.engine;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A convolution of integers as convolutions of their digits, x = Σ xᵢ·2^(i·b) and w = Σ wⱼ·2^(j·c),
 * each small enough for fast arithmetic to be exact:
 *
 * <pre>
 *   x ∗ w = Σᵢⱼ (xᵢ ∗ wⱼ) · 2^(i·b + j·c)
 * </pre>
 */
sealed interface DigitProducts permits FloatProducts, ByteProducts {

  /**
   * The products, whose sum is the convolution.
   *
   * @param integers batch × C × H × W, in float32 or 64-bit integers
   */
  List<Term> of(Tensor integers);

  /**
   * Integers over a power of two.
   *
   * @param integers in float32
   */
  record Term(Tensor integers, int power) {}

  /** How many convolutions they take. */
  int count();
}
