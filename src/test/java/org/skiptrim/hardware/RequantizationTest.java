package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    assertTrue(seldom.stream().filter(Unit.Requantize::serial).count() >= 7, seldom::toString);
  }

  /** The stem's sums come nine cycles after one another. */
  @Test
  void unit_whereSumsComeFast_isPipelined() {
    Unit.Requantize stem = units("hx8k", 9_216).get(0);
    assertTrue(stem.scaleBits() > 6, stem::toString);
    assertFalse(stem.serial(), stem::toString);
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
    assertEquals(0, pipelined.inSeries().multipliers(device));
  }
}
