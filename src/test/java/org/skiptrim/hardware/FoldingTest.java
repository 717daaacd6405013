package org.skiptrim.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.skiptrim.device.Device;
import org.skiptrim.device.DeviceFamily.Multiplier;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.hardware.Folding.Fold;
import org.skiptrim.network.Shape;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;

class FoldingTest {
  private static final Device ZYNQ = Device.named("xc7z020");

  private static QuantizedNetwork resNet8(int bits) {
    return RandomQuantizedNetworks.resNet(
        1, 8, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(bits, 2), true);
  }

  @Test
  void forDevice_resNet8OnXc7z020_thirtyTwoProductsInEachFullLayer() {
    QuantizedNetwork network = resNet8(8);
    Folding folding = Folding.forDevice(network, ZYNQ, 0.8);
    assertEquals(73_728, folding.cyclesPerFrame(network));
    assertEquals(32, folding.fold("stage1.block1.2.conv").products());
    assertEquals(32, folding.fold("stage3.block1.2.conv").products());
    assertEquals(16, folding.fold("stage2.block1.1.conv").products());
    assertEquals(6, folding.fold("stem.conv").products());
    assertTrue(folding.multipliers(network, ZYNQ).dsps() <= 0.8 * 220);
  }

  /** Skips go, and with them projections; what is compared stays equally fast. */
  @Test
  void forDevice_withoutSkips_isAsFastAtTheSameAim() {
    QuantizedNetwork network = resNet8(8);
    QuantizedNetwork skipless =
        RandomQuantizedNetworks.resNet(
            1, 8, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(8, 2), false);
    for (Device device : List.of(ZYNQ, Device.named("kv260"), Device.named("lfe5u-85f"))) {
      for (int percent = 1; percent <= 100; percent++) {
        Folding aim = Folding.forDevice(network, device, percent / 100.0);
        long cycles = aim.cyclesPerFrame(network);
        Folding folding = Folding.forCycles(skipless, cycles, device);
        assertEquals(cycles, folding.cyclesPerFrame(skipless), device.name() + " " + percent);
      }
    }
  }

  @Test
  void forDevice_nextFasterAim_isTooMuch() {
    QuantizedNetwork network = resNet8(8);
    long cycles = Folding.forDevice(network, ZYNQ, 0.8).cyclesPerFrame(network);
    Folding faster = Folding.forCycles(network, cycles / 2, ZYNQ);
    assertTrue(faster.multipliers(network, ZYNQ).shareOf(ZYNQ) > 0.8);
  }

  @Test
  void forDevice_fourBits_takesNoDspForProductsButIsBounded() {
    QuantizedNetwork network = resNet8(4);
    Folding folding = Folding.forDevice(network, ZYNQ, 0.8);
    MultiplierCount count = folding.multipliers(network, ZYNQ);
    assertTrue(count.small() > 500, () -> count.toString());
    assertTrue(count.shareOf(ZYNQ) <= 0.8, () -> count.toString());
  }

  /** A change here changes designs: then the step's version is to be raised, too. */
  @ParameterizedTest
  @CsvSource({
    "8, xc7z020, 73728, 111", "8, kv260, 9216, 821", "8, lfe5u-85f, 147456, 104",
    "20, xc7z020, 294912, 109", "20, kv260, 36864, 704", "20, lfe5u-85f, 589824, 114",
    "8, hx8k, 2359296, 0"
  })
  void forDevice_cyclesAndMultipliers(int depth, String name, long cycles, int multipliers) {
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, depth, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(8, 3), true);
    Device device = Device.named(name);
    Folding folding = Folding.forDevice(network, device, 0.8);
    assertEquals(
        List.of(cycles, (long) multipliers),
        List.of(
            folding.cyclesPerFrame(network), (long) folding.multipliers(network, device).dsps()));
  }

  /**
   * A requantizer's 24 by 16 bits fill one multiplier of 27 by 18 or 25 by 18, but two of 18 by 18.
   */
  @Test
  void multipliers_dependOnTheFamily() {
    QuantizedNetwork network = resNet8(8);
    Folding folding = Folding.forCycles(network, 147_456);
    int zynq = folding.multipliers(network, ZYNQ).dsps();
    int ultraScale = folding.multipliers(network, Device.named("kv260")).dsps();
    int ecp5 = folding.multipliers(network, Device.named("lfe5u-85f")).dsps();
    assertTrue(ultraScale <= zynq && zynq < ecp5, ultraScale + ", " + zynq + ", " + ecp5);
  }

  @Test
  void forDevice_noMultipliers_productsAreOfLuts() {
    QuantizedNetwork network = resNet8(4);
    Device small = Device.named("hx8k");
    MultiplierCount count = Folding.forDevice(network, small, 0.8).multipliers(network, small);
    assertEquals(0, count.dsps());
    assertTrue(count.shareOf(small) > 0 && count.shareOf(small) <= 0.8, count.toString());
  }

  @Test
  void forDevice_nothingFits_isTheSmallest() {
    QuantizedNetwork network = resNet8(8);
    Folding folding = Folding.forDevice(network, Device.named("up5k"), 0.001);
    assertTrue(folding.folds().values().stream().allMatch(fold -> fold.multipliers() == 1));
  }

  @Test
  void forCycles_everyLayer_isCheapestThatMeetsTheTarget() {
    QuantizedNetwork network = resNet8(8);
    for (long target : new long[] {20_000, 100_000, 500_000}) {
      Folding folding = Folding.forCycles(network, target);
      for (LayerCost layer : LayerCost.of(network)) {
        Fold chosen = folding.fold(layer.node());
        assertTrue(layer.cycles(chosen) <= target, layer.node());
        layer.folds().stream()
            .filter(fold -> fold.multipliers() < chosen.multipliers())
            .forEach(fold -> assertTrue(layer.cycles(fold) > target, layer.node()));
      }
    }
  }

  @Test
  void forCycles_oddChannels_foldsAreDivisorsAndLanesKeepPace() {
    for (long seed = 0; seed < 40; seed++) {
      QuantizedNetwork network = RandomQuantizedNetworks.small(seed);
      Folding folding = Folding.forCycles(network, 2000);
      for (LayerCost layer : LayerCost.of(network)) {
        Fold fold = folding.fold(layer.node());
        assertEquals(0, layer.outputs() % fold.pe());
        assertEquals(0, layer.inputs() % fold.simd());
      }
      DataflowGraph graph = DataflowLowering.lower(network, folding, Styles.TAPPED);
      assertEquals(folding.cyclesPerFrame(network), graph.cyclesPerFrame(), "seed " + seed);
    }
  }

  /** Of 64 products, 4 outputs of 16 inputs: Yosys needs a fifth less than for one of 64. */
  @Test
  void cheapest_equallyManyMultipliers_hasFewRegisters() {
    LayerCost layer = new LayerCost("conv", 64, 64, 64, 576, 8, 8, true, false);
    assertEquals(new Fold(4, 16), layer.cheapest(36_864));
  }

  @Test
  void cheapest_multiplierForTwoProducts_isShared() {
    Optional<Multiplier> wide = Optional.of(new Multiplier(25, 18));
    Optional<Multiplier> narrow = Optional.of(new Multiplier(18, 18));
    LayerCost layer = new LayerCost("conv", 16, 16, 1024, 9216, 8, 8, true, true);
    assertEquals(8, layer.cheapest(147_456, wide, Fold::multipliers).multipliers());
    assertEquals(16, layer.cheapest(147_456, narrow, Fold::multipliers).multipliers());
    // The least weight has none below it.
    LayerCost extreme = new LayerCost("conv", 16, 16, 1024, 9216, 8, 8, true, false);
    assertEquals(16, extreme.cheapest(147_456, wide, Fold::multipliers).multipliers());
  }

  @Test
  void cheapest_smallProductsOrNoMultipliers_areOfLuts() {
    Optional<Multiplier> narrow = Optional.of(new Multiplier(18, 18));
    LayerCost small = new LayerCost("conv", 16, 16, 1024, 9216, 4, 4, true, true);
    assertEquals(Products.LUTS, small.cheapest(147_456, narrow, Fold::products).kind());
    LayerCost large = new LayerCost("conv", 16, 16, 1024, 9216, 8, 8, true, true);
    assertEquals(Products.LUTS, large.cheapest(147_456, Optional.empty(), Fold::products).kind());
    LayerCost oneBit = new LayerCost("conv", 16, 16, 1024, 9216, 4, 1, true, false);
    Fold fold = oneBit.cheapest(147_456, narrow, Fold::products);
    assertEquals(Products.SINGLE, fold.kind(), "not in the library");
  }

  /** As Yosys has it, 4 outputs of 16 inputs take a fifth less than 1 of 64. */
  @Test
  void cost_ofAsManyProducts_fewerRegistersAreCheaper() {
    QuantizedNetwork network = resNet8(8);
    for (String device : List.of("xc7z020", "kv260", "lfe5u-85f")) {
      LayerArea area = new LayerArea(network, new MemoryStyles(Device.named(device)), 36_864);
      LayerCost layer = layer(network, "stage3.block1.2.conv");
      assertTrue(area.cost(layer, new Fold(4, 16)) < area.cost(layer, new Fold(1, 64)), device);
    }
  }

  private static LayerCost layer(QuantizedNetwork network, String name) {
    return LayerCost.of(network).stream()
        .filter(layer -> layer.node().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void with_foldOfOneLayer_standsAboveWhatWasChosen() {
    QuantizedNetwork network = resNet8(8);
    Folding chosen = Folding.forCycles(network, 147_456, ZYNQ);
    Fold wanted = new Fold(1, 1);
    Map<String, Fold> folds = Map.of("stage2.block1.2.conv", wanted, "no such layer", wanted);
    Folding folding = chosen.with(folds, network);
    assertEquals(wanted, folding.fold("stage2.block1.2.conv"));
    assertEquals(chosen.fold("stem.conv"), folding.fold("stem.conv"));
    assertEquals(2_359_296, folding.cyclesPerFrame(network));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | 1 | SINGLE | pe is 3; it must divide its 32 output channels",
        "1 | 5 | SINGLE | simd is 5; it must divide its 32 input channels",
        "1 | 1 | PAIRED | two products share a multiplier only in convolutions, at an even pe"
      })
  void with_impossibleFold_saysWhatItMustBe(int pe, int simd, Products kind, String message) {
    QuantizedNetwork network = resNet8(8);
    Map<String, Fold> wanted = Map.of("stage2.block1.2.conv", new Fold(pe, simd, kind));
    Folding chosen = Folding.forCycles(network, 147_456);
    String said =
        assertThrows(IllegalArgumentException.class, () -> chosen.with(wanted, network))
            .getMessage();
    assertTrue(said.startsWith("layer 'stage2.block1.2.conv': " + message), said);
  }

  /** 304 multipliers and those of the requantizations; the part has 156. */
  @Test
  void forCycles_moreMultipliersThanThereAre_someLayersAreOfLuts() {
    Device ecp5 = Device.named("lfe5u-85f");
    QuantizedNetwork network =
        RandomQuantizedNetworks.resNet(
            1, 20, new int[] {16, 32, 64}, new Shape(3, 32, 32), FixedPoint.signed(8, 3), false);
    Folding folding = Folding.forCycles(network, 147_456, ecp5);
    assertTrue(folding.multipliers(network, ecp5).dsps() <= 156);
    assertTrue(folding.multipliers(network, ecp5).dsps() > 100, "no more than need be");
    assertEquals(147_456, folding.cyclesPerFrame(network));
  }

  @Test
  void forCycles_unreachable_namesLayerAndItsLimit() {
    QuantizedNetwork network = resNet8(8);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Folding.forCycles(network, 9000))
            .getMessage();
    assertEquals(
        "layer 'stem.conv' cannot take 9000 cycles a frame; ask for at least 9216", message);
  }

  @Test
  void fold_unknownLayer_namesIt() {
    Folding folding = Folding.forCycles(resNet8(8), 200_000);
    String message =
        assertThrows(IllegalArgumentException.class, () -> folding.fold("stem.norm")).getMessage();
    assertTrue(message.contains("'stem.norm'"), message);
  }
}
