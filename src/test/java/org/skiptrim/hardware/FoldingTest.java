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
    Folding chosen = Folding.forCycles(network, 147_456, new MemoryStyles(ZYNQ));
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
