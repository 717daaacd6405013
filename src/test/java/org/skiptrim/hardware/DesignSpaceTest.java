package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.device.BlockRam;
import org.skiptrim.device.Device;
import org.skiptrim.device.Resource;
import org.skiptrim.device.Utilization;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class DesignSpaceTest {
  private static final Device ECP5 = Device.named("lfe5u-85f");

  private static QuantizedNetwork resNet(int depth, int bits, boolean skips) {
    return RandomQuantizedNetworks.resNet(
        1, depth, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(bits, 2), skips);
  }

  private static DesignSpace space(QuantizedNetwork network, String device, double share) {
    return new DesignSpace(network, style(Device.named(device), 0.4), share);
  }

  private static HardwareStyle style(Device device, double blockRamPrice) {
    return new HardwareStyle(new MemoryStyles(device, blockRamPrice), SkipSource.FORK);
  }

  private static Utilization estimate(DesignSpace space, long cycles) {
    Device device = space.style().memories().device();
    return new AreaModel(device).of(space.design(space.folding(cycles)));
  }

  private static boolean fits(DesignSpace space, long cycles) {
    Device device = space.style().memories().device();
    Utilization estimate = estimate(space, cycles);
    return Arrays.stream(Resource.values())
        .allMatch(
            resource -> estimate.used(resource) <= space.share() * device.available(resource));
  }

  /** A change here changes designs: then the step's version is to be raised, too. */
  @ParameterizedTest
  @CsvSource({
    "8, 8, xc7z020, 36864",
    "8, 4, xc7z020, 18432",
    "8, 8, kv260, 9216",
    "8, 8, lfe5u-85f, 36864",
    "20, 8, xc7z020, 147456",
    "20, 8, kv260, 36864",
    "20, 8, lfe5u-85f, 147456",
    "8, 8, hx8k, 2359296"
  })
  void fastest_ofEveryDevice_takesNoMoreThanItsShare(
      int depth, int bits, String device, long cycles) {
    DesignSpace space = space(resNet(depth, bits, true), device, 0.8);
    assertEquals(cycles, space.fastest());
    if (!device.equals("hx8k")) {
      assertTrue(fits(space, cycles), () -> estimate(space, cycles).toString());
    }
  }

  @Test
  void fastest_nextFaster_isTooMuch() {
    for (String device : List.of("xc7z020", "lfe5u-85f")) {
      DesignSpace space = space(resNet(8, 8, true), device, 0.8);
      long faster =
          Folding.reachableCycles(space.quantized()).stream()
              .filter(cycles -> cycles < space.fastest())
              .reduce((first, second) -> second)
              .orElseThrow();
      assertTrue(!fits(space, faster), device);
    }
  }

  /** Skips go, and with them projections; what is compared stays equally fast. */
  @ParameterizedTest
  @ValueSource(strings = {"xc7z020", "kv260", "lfe5u-85f"})
  void fastest_withoutSkips_isAsFastAtTheSameAim(String device) {
    QuantizedNetwork skipless = resNet(8, 8, false);
    for (double share : new double[] {0.05, 0.2, 0.4, 0.6, 0.8, 1}) {
      long cycles = space(resNet(8, 8, true), device, share).fastest();
      Folding folding = space(skipless, device, share).folding(cycles);
      assertEquals(cycles, folding.cyclesPerFrame(skipless), device + " " + share);
    }
  }

  @Test
  void fastest_nothingFits_isTheSmallest() {
    DesignSpace space = space(resNet(8, 8, true), "up5k", 0.001);
    Folding folding = space.folding(space.fastest());
    assertTrue(folding.folds().values().stream().allMatch(fold -> fold.products() == 1));
  }

  /** 304 multipliers and those of the requantizations; the part has 156. */
  @Test
  void folding_moreMultipliersThanThereAre_someLayersAreOfLuts() {
    DesignSpace space = space(resNet(20, 8, false), "lfe5u-85f", 1);
    long multipliers = estimate(space, 147_456).dsps();
    assertTrue(multipliers <= 156 && multipliers > 100, "no more than need be: " + multipliers);
    assertEquals(147_456, space.folding(147_456).cyclesPerFrame(space.quantized()));
    DesignSpace half = space(space.quantized(), "lfe5u-85f", 0.5);
    assertTrue(estimate(half, 147_456).dsps() <= 78);
  }

  @Test
  void design_tooManyBlockRams_moreMemoriesAreOfLuts() {
    QuantizedNetwork network = resNet(20, 8, true);
    HardwareStyle style = style(ECP5, 0.1);
    DesignSpace space = new DesignSpace(network, style, 1);
    Folding folding = space.folding(147_456);
    BlockRam blockRam = ECP5.family().blockRam();
    assertTrue(DataflowLowering.lower(network, folding, style).blockRams(blockRam) > 208);
    double used = space.design(folding).blockRams(blockRam);
    assertTrue(used <= 208 && used > 180, "no more than need be: " + used);
  }

  /** LUTs for all its weights would be many times those of the device, and take hours to map. */
  @Test
  void design_nothingFits_staysAsAskedFor() {
    QuantizedNetwork network = resNet(8, 8, true);
    HardwareStyle style = style(Device.named("hx8k"), 0.4);
    DesignSpace space = new DesignSpace(network, style, 1);
    Folding folding = space.folding(2_359_296);
    assertEquals(
        units(DataflowLowering.lower(network, folding, style)), units(space.design(folding)));
  }

  private static List<Unit> units(DataflowGraph graph) {
    return graph.units().stream().map(UnitInstance::unit).toList();
  }
}
