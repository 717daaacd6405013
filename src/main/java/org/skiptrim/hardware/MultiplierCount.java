package org.skiptrim.hardware;

import java.util.Optional;
import org.skiptrim.device.Device;
import org.skiptrim.device.DeviceFamily.Multiplier;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.IntegerOp;
import org.skiptrim.network.Node;
import org.skiptrim.quantization.QuantizedNetwork;

/**
 * An estimate of the multipliers of a folded design on a device, without any tool.
 *
 * @param dsps hard multipliers; 0 on a device that has none
 * @param small products of at most 8 bits, as of two 4-bit factors, which synthesis makes of LUTs
 * @param lutBits of the products that have to be made of LUTs for want of hard multipliers: the sum
 *     of the factors' bits multiplied
 */
public record MultiplierCount(int dsps, int small, long lutBits) {
  /**
   * A 4×4 product and its share of the adder tree take about 30 LUTs, and parts have 180 to 240
   * LUTs for each DSP block: eight small products weigh as much as one.
   */
  private static final int SMALL_PER_DSP = 8;

  /**
   * LUTs for each product of two bits. Yosys 0.23, {@code synth_ice40 -device hx}, signed: 36 LUTs
   * for 4×4 bits, 182 for 8×8, 765 for 16×16, 832 for 26×12, so 2.3 to 3.0.
   */
  private static final double LUTS_PER_BIT_PRODUCT = 2.7;

  private static final MultiplierCount NONE = new MultiplierCount(0, 0, 0);

  /** The share of a device that they take: of its hard multipliers, or of its LUTs. */
  public double shareOf(Device device) {
    return device.dsps() > 0
        ? (dsps + (double) small / SMALL_PER_DSP) / device.dsps()
        : lutBits * LUTS_PER_BIT_PRODUCT / device.luts();
  }

  private MultiplierCount plus(Device device, int count, int bits, int otherBits) {
    Optional<Multiplier> hard = device.multiplier();
    if (hard.isEmpty()) {
      return new MultiplierCount(dsps, small, lutBits + (long) count * bits * otherBits);
    }
    return bits + otherBits <= AreaModel.SMALL_PRODUCT_BITS
        ? new MultiplierCount(dsps, small + count, lutBits)
        : new MultiplierCount(dsps + count * hard.get().tiles(bits, otherBits), small, lutBits);
  }

  /** The multipliers of all layers and of all requantizations with scales. */
  static MultiplierCount of(QuantizedNetwork quantized, Folding folding, Device device) {
    MultiplierCount count = NONE;
    for (Node<IntegerOp> node : quantized.network().nodes()) {
      if (node.op().weightType().isPresent()) {
        int bits = node.op().weightType().get().width();
        count = count.plus(device, folding, quantized, node, bits);
      } else if (node.op() instanceof IntegerOp.Requantize) {
        int scaleBits = ConstantBits.ofScales(quantized, node.name());
        int accumulatorBits = quantized.range(node.input()).bits();
        int lanes = scaleBits == 0 ? 0 : folding.lanes(node.name());
        count = count.plus(device, lanes, accumulatorBits, scaleBits);
      }
    }
    return count;
  }

  private MultiplierCount plus(
      Device device,
      Folding folding,
      QuantizedNetwork quantized,
      Node<IntegerOp> node,
      int weightBits) {
    Fold fold = folding.fold(node.name());
    int valueBits = quantized.range(node.input()).bits();
    if (fold.kind() != Products.LUTS) {
      return plus(device, fold.multipliers(), weightBits, valueBits);
    }
    return weightBits + valueBits <= AreaModel.SMALL_PRODUCT_BITS && device.dsps() > 0
        ? new MultiplierCount(dsps, small + fold.products(), lutBits)
        : new MultiplierCount(
            dsps, small, lutBits + (long) fold.products() * weightBits * valueBits);
  }
}
