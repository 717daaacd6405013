package org.skiptrim.hardware;

import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;

/**
 * What hardware takes of a device, as one number: LUTs, and what else is worth in LUTs.
 *
 * @param memories the device, and what a block RAM of it is worth
 */
record Price(MemoryStyles memories) {
  /**
   * What a multiplier is worth, as a share of the LUTs that the device has for each: it is what
   * designs of 8 bits run out of. So for a flip-flop, which seldom run out. What a block RAM is
   * worth stands in {@link MemoryStyles}.
   */
  private static final double MULTIPLIER_PRICE = 1;

  private static final double FLIP_FLOP_PRICE = 0.2;

  /** In LUTs. */
  double of(Utilization used) {
    double cost = used.luts();
    cost += worth(used, Resource.FF, FLIP_FLOP_PRICE);
    cost += worth(used, Resource.BRAM, memories.blockRamPrice());
    return device().dsps() == 0 ? cost : cost + worth(used, Resource.DSP, MULTIPLIER_PRICE);
  }

  /** Of one unit, as it is estimated. */
  double of(Unit unit) {
    return of(new AreaModel(device()).of(unit));
  }

  private double worth(Utilization used, Resource resource, double price) {
    return used.share(resource, device()) * price * device().luts();
  }

  private Device device() {
    return memories.device();
  }
}
