package org.skiptrim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Block;
import org.skiptrim.network.Initialization;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import org.skiptrim.network.Shortcut;
import org.skiptrim.network.TrainedNetwork;
import org.skiptrim.quantization.FakeQuantization;
import org.skiptrim.quantization.Precision;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.Quantizer;
import org.skiptrim.report.Cell;
import org.skiptrim.report.Table;
import org.skiptrim.skips.Treatment;

class NetworkSummaryTest {
  private static final Shape IMAGE = new Shape(3, 32, 32);
  private static final Network<RealOp> RESNET8 = ResNets.resNet(8, IMAGE, 10);

  private static TrainedNetwork fresh(Network<RealOp> network) {
    return new TrainedNetwork(network, Initialization.of(network, 1));
  }

  private static QuantizedNetwork quantized() {
    FixedPoint type = FixedPoint.signed(8, 3);
    Precision precision = new Precision(type, type, FixedPoint.signed(8, 2));
    TrainedNetwork fake =
        new TrainedNetwork(
            FakeQuantization.insert(RESNET8, precision), fresh(RESNET8).parameters());
    return Quantizer.quantize(fake);
  }

  private static List<String> column(Table table, int number) {
    return table.rows().stream().map(row -> row.get(number).shown()).toList();
  }

  private static List<Cell> row(Table table, String layer) {
    return table.rows().stream()
        .filter(row -> row.get(0).shown().equals(layer))
        .findFirst()
        .orElseThrow();
  }

  /** The sums by hand: 3·16·9·1024 + 2·16·16·9·1024 + … + 64·10. */
  @Test
  void totals_ofResNet8_areThoseOfTheQuickstart() {
    String totals = NetworkSummary.of("resnet8", fresh(RESNET8)).totals();
    assertTrue(totals.contains("images of 3x32x32, 3 skip connections, 10 classes"), totals);
    assertTrue(totals.contains("78,042 parameters, 12,501,632 multiplications an image"), totals);
    assertTrue(totals.contains("2,475,520 bits of weights"), totals);
    assertFalse(totals.contains("activations"), totals);
  }

  @Test
  void totals_ofIntegers_haveTheirBits() {
    String totals = NetworkSummary.of("resnet8", quantized()).totals();
    assertTrue(totals.contains("12,501,632 multiplications an image, 618,880 bits"), totals);
    assertTrue(totals.contains("917,504 bits of activations"), totals);
  }

  @Test
  void layers_ofConvolutions_haveWindowAndNumbers() {
    Table layers = NetworkSummary.of("resnet8", fresh(RESNET8)).layers();
    assertEquals(
        List.of("Conv2d", "32x16x16", "3×3, stride 2", "4,608", "", "1,179,648"),
        row(layers, "stage2.block1.1.conv").subList(1, 7).stream().map(Cell::shown).toList());
    assertEquals(
        List.of("BatchNorm", "32x16x16", "", "64", "", "0"),
        row(layers, "stage2.block1.1.norm").subList(1, 7).stream().map(Cell::shown).toList());
  }

  @Test
  void layers_ofIntegers_haveTypes() {
    QuantizedNetwork network = quantized();
    Table layers = NetworkSummary.of("resnet8", network).layers();
    assertEquals("ap_fixed<8,2>", row(layers, "input").get(5).shown());
    assertEquals("ap_fixed<8,3>", row(layers, "stage2.block1.1.conv").get(5).shown());
    assertEquals(network.network().nodes().size(), layers.rows().size());
  }

  @Test
  void skips_ofEachKind_areNamed() {
    Table skips = NetworkSummary.of("resnet8", fresh(RESNET8)).skips();
    assertEquals(List.of("identity", "projection", "projection"), column(skips, 3));
    assertEquals(List.of("2", "2", "2"), column(skips, 2));
    assertEquals("stem.relu", skips.rows().get(0).get(0).shown());
    assertEquals("stage1.block1.add", skips.rows().get(0).get(1).shown());
    Network<RealOp> padded =
        ResNets.resNet(new Architecture(8, Shortcut.ZERO_PAD, Block.BASIC), IMAGE, 10);
    assertEquals(
        List.of("identity", "zero-pad", "zero-pad"),
        column(NetworkSummary.of("padded", fresh(padded)).skips(), 3));
  }

  @Test
  void skips_ofShortenedOnes_goAroundOneConvolution() {
    Network<RealOp> shortened =
        Treatment.SHORTEN.applyToAll(
            ResNets.resNet(
                new Architecture(8, Shortcut.PROJECTION, Block.RELU_BEFORE_ADD), IMAGE, 10));
    List<String> around = column(NetworkSummary.of("short", fresh(shortened)).skips(), 2);
    assertTrue(around.size() > 3 && around.stream().allMatch("1"::equals), around.toString());
  }

  /** The integers' graph has the skips of the one that they were made of. */
  @Test
  void skips_ofIntegers_areThoseOfTheNetwork() {
    Table real = NetworkSummary.of("resnet8", fresh(RESNET8)).skips();
    Table integers = NetworkSummary.of("resnet8", quantized()).skips();
    assertEquals(column(real, 1), column(integers, 1));
    assertEquals(column(real, 3), column(integers, 3));
    String svg = NetworkSummary.of("resnet8", quantized()).picture().toSvg();
    assertTrue(svg.contains(">3×3, 16 → 32, stride 2<"), svg);
    assertTrue(svg.contains(">10 logits<"), svg);
  }
}
