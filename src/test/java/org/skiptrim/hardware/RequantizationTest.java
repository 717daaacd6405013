package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.device.Device;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class RequantizationTest {
  private static final QuantizedNetwork NETWORK =
      RandomQuantizedNetworks.resNet(
          1, 8, new int[] {4, 8, 16}, new Shape(3, 32, 32), FixedPoint.signed(8, 3), true);

  private static List<Unit.Requantize> units(String device, long cycles) {
    MemoryStyles memories = new MemoryStyles(Device.named(device));
    return DataflowLowering.lower(
            NETWORK,
            Folding.forCycles(NETWORK, cycles),
            new HardwareStyle(memories, SkipSource.CHEAPEST))
        .units()
        .stream()
        .map(UnitInstance::unit)
        .filter(Unit.Requantize.class::isInstance)
        .map(Unit.Requantize.class::cast)
        .toList();
  }

  @Test
  void unit_withoutMultipliersWhereSumsComeSeldom_multipliesBitByBit() {
    List<Unit.Requantize> seldom = units("hx8k", 147_456);
    assertTrue(seldom.stream().filter(unit -> unit.serial() > 0).count() >= 7, seldom::toString);
  }

  /** As few bits in a step as the time allows: fewer adders. */
  @Test
  void unit_theSeldomerSumsCome_theFewerBitsATime() {
    int before = 0;
    for (long cycles : new long[] {589_824, 147_456, 36_864}) {
      Unit.Requantize stem = units("hx8k", cycles).get(0);
      assertTrue(stem.serial() >= Math.max(1, before), stem::toString);
      before = stem.serial();
    }
    assertTrue(before > 1, "bits a step where sums come fast: " + before);
  }

  /** The stem's sums come faster than three bits at a time would do. */
  @Test
  void unit_whereSumsComeFast_isPipelined() {
    Unit.Requantize stem = units("hx8k", 9_216).get(0);
    assertTrue(stem.scaleBits() > 6, stem::toString);
    assertEquals(0, stem.serial(), stem::toString);
  }

  @Test
  void serial_takesNoMultiplier() {
    Device device = Device.named("xc7z020");
    Unit.Requantize pipelined =
        units("hx8k", 9_216).stream()
            .filter(unit -> unit.scaleBits() > 1)
            .findFirst()
            .orElseThrow();
    assertTrue(pipelined.multipliers(device) > 0);
    assertEquals(0, pipelined.inSeries(2).multipliers(device));
  }
}
