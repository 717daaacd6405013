package org.skiptrim.device;

/**
 * What hardware takes of a device.
 *
 * @param method how the figures were made; those of different methods are never mixed
 * @param luts all LUTs, those used as memory among them
 * @param memoryLuts the LUTs that are memory or shift registers, see {@link DeviceFamily#cells}
 * @param flipFlops flip-flops and latches
 * @param blockRams whole block RAMs: RAMB36 or, in ECP5, DP16KD
 * @param halfBlockRams halves of one: RAMB18
 * @param dsps hard multipliers
 */
public record Utilization(
    Method method,
    long luts,
    long memoryLuts,
    long flipFlops,
    long blockRams,
    long halfBlockRams,
    long dsps) {

  /** How figures were made. */
  public enum Method {
    /** From shapes and widths, without any tool. */
    ESTIMATED,
    /** Each distinct module synthesized alone and counted as often as it stands. */
    SYNTHESIZED_BY_PARTS,
    /** The whole design synthesized at once, with optimization across modules. */
    SYNTHESIZED_FLAT,
    /** Placed and routed; where a cell is a LUT and a flip-flop, LUTs are cells. */
    ROUTED
  }

  /** Nothing at all. */
  public static Utilization none(Method method) {
    return new Utilization(method, 0, 0, 0, 0, 0, 0);
  }

  /** Both together. */
  public Utilization plus(Utilization other) {
    if (other.method != method) {
      throw new IllegalArgumentException(
          "figures made by " + method + " and by " + other.method + " cannot be added");
    }
    return new Utilization(
        method,
        luts + other.luts,
        memoryLuts + other.memoryLuts,
        flipFlops + other.flipFlops,
        blockRams + other.blockRams,
        halfBlockRams + other.halfBlockRams,
        dsps + other.dsps);
  }

  /** The same thing {@code count} times. */
  public Utilization times(long count) {
    return new Utilization(
        method,
        luts * count,
        memoryLuts * count,
        flipFlops * count,
        blockRams * count,
        halfBlockRams * count,
        dsps * count);
  }

  /** How much of a resource, in the unit of {@link Device#available}: 3 RAMB18 are 1.5 BRAM. */
  public double used(Resource resource) {
    return switch (resource) {
      case LUT -> luts;
      case FF -> flipFlops;
      case BRAM -> blockRams + halfBlockRams / 2.0;
      case DSP -> dsps;
    };
  }

  /** The share of a device's budget: 1.0 is all of it, more does not fit. */
  public double share(Resource resource, Device device) {
    return used(resource) / device.available(resource);
  }
}
