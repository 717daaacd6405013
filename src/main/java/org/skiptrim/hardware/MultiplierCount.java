package org.skiptrim.hardware;

import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;
import org.skiptrim.quantization.IntegerRange;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * An estimate of the multipliers of a folded design, without any tool.
 *
 * @param dsps DSP blocks of 25×18 bits, the signs included
 * @param small products of at most 8 bits, as of two 4-bit factors, which synthesis makes of LUTs
 */
public record MultiplierCount(int dsps, int small) {
  private static final int SMALL_PRODUCT_BITS = 8;
  private static final int DSP_LONG = 25;
  private static final int DSP_SHORT = 18;

  /**
   * A 4×4 product and its share of the adder tree take about 30 LUTs, and parts have 180 to 240
   * LUTs for each DSP block: eight small products weigh as much as one.
   */
  private static final int SMALL_PER_DSP = 8;

  /** What counts against a budget of DSP blocks. */
  double weight() {
    return dsps + (double) small / SMALL_PER_DSP;
  }

  private MultiplierCount plus(int count, int bits, int otherBits) {
    if (bits + otherBits <= SMALL_PRODUCT_BITS) {
      return new MultiplierCount(dsps, small + count);
    }
    int tiles =
        ceilDiv(Math.max(bits, otherBits), DSP_LONG)
            * ceilDiv(Math.min(bits, otherBits), DSP_SHORT);
    return new MultiplierCount(dsps + count * tiles, small);
  }

  private static int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
  }

  /** The multipliers of all layers and of all requantizations with scales. */
  static MultiplierCount of(QuantizedNetwork quantized, Folding folding) {
    MultiplierCount count = new MultiplierCount(0, 0);
    for (Node node : quantized.network().nodes()) {
      if (node.op() instanceof Op.Conv2d conv) {
        count = count.plus(folding, quantized, node, conv.weights().orElseThrow().width());
      } else if (node.op() instanceof Op.Dense dense) {
        count = count.plus(folding, quantized, node, dense.weights().orElseThrow().width());
      } else if (node.op() instanceof Op.Requantize) {
        int scaleBits = ConstantBits.ofScales(quantized, node.name());
        int accumulatorBits = quantized.range(node.input()).bits();
        int lanes = scaleBits == 0 ? 0 : folding.lanes(node.name());
        count = count.plus(lanes, accumulatorBits, scaleBits);
      }
    }
    return count;
  }

  private MultiplierCount plus(
      Folding folding, QuantizedNetwork quantized, Node node, int weightBits) {
    Fold fold = folding.fold(node.name());
    IntegerRange in = quantized.range(node.input());
    return plus(fold.multipliers(), weightBits, in.bits());
  }
}
