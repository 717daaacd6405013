package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Network;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;
import tools.jackson.databind.json.JsonMapper;

class PrecisionTest {
  private static final FixedPoint TWO = FixedPoint.signed(2, 1);
  private static final FixedPoint FOUR = FixedPoint.signed(4, 2);
  private static final FixedPoint EIGHT = FixedPoint.signed(8, 2);
  private static final Network<RealOp> NETWORK =
      ResNets.resNet(1, new int[] {4, 8}, new Shape(3, 8, 8), 5);

  private static Precision layers(Map<String, FixedPoint> layers) {
    Map<String, LayerTypes> types = new TreeMap<>();
    layers.forEach((name, type) -> types.put(name, LayerTypes.ofWeights(type)));
    return new Precision(TWO, TWO, EIGHT, Optional.empty(), types);
  }

  private static FixedPoint weights(Precision precision, String layer) {
    Network<RealOp> quantized = FakeQuantization.insert(NETWORK, precision);
    return quantized.node(layer).op().weightType().orElseThrow();
  }

  @Test
  void weights_byPlace() {
    Precision precision = layers(Map.of("first", EIGHT, "last", FOUR));
    assertEquals(EIGHT, weights(precision, "stem.conv"));
    assertEquals(FOUR, weights(precision, NETWORK.output().name()));
    assertEquals(TWO, weights(precision, "stage1.block1.1.conv"));
  }

  /** A dot is a dot, and a name stands above a place, a place above a pattern. */
  @Test
  void weights_byPatternPlaceAndName() {
    Precision precision =
        layers(Map.of("*", FOUR, "first", EIGHT, "stage1.block1.1.conv", EIGHT, "stem.con.", TWO));
    assertEquals(EIGHT, weights(precision, "stem.conv"));
    assertEquals(EIGHT, weights(precision, "stage1.block1.1.conv"));
    assertEquals(FOUR, weights(precision, "stage1.block1.2.conv"));
  }

  private static FixedPoint rounded(Network<RealOp> quantized, String node) {
    return quantized.node(node).op().roundedTo().orElseThrow();
  }

  /** Branch and skip alike; convolutions read the activations' type of the same results. */
  @Test
  void sums_areWhatAddsRead() {
    Precision precision =
        new Precision(FOUR, FOUR, EIGHT, Optional.of(FixedPoint.signed(7, 3)), Map.of());
    Network<RealOp> quantized = FakeQuantization.insert(NETWORK, precision);
    assertEquals(
        FixedPoint.signed(7, 3), rounded(quantized, "stage1.block1.2.norm.quantize"), "branch");
    assertEquals(FixedPoint.unsigned(7, 3), rounded(quantized, "stem.relu.sums"), "skip");
    assertEquals(FixedPoint.unsigned(4, 2), rounded(quantized, "stem.relu.quantize"));
    assertEquals("stem.relu.sums", quantized.node("stem.relu.quantize").input());
    assertEquals("stem.relu.quantize", quantized.node("stage1.block1.1.conv").input());
    assertEquals(
        List.of("stage1.block1.2.norm.quantize", "stem.relu.sums"),
        quantized.node("stage1.block1.add").inputs());
  }

  @Test
  void activations_ofSingleLayers() {
    Precision precision =
        new Precision(
            TWO,
            TWO,
            EIGHT,
            Optional.empty(),
            Map.of(
                "first", types(EIGHT, FOUR, EIGHT),
                "*.add", types(null, FOUR, null),
                "stage1.block1.2.conv", types(null, null, FOUR)));
    precision.checkFor(List.of(NETWORK));
    Network<RealOp> quantized = FakeQuantization.insert(NETWORK, precision);
    assertEquals(EIGHT, quantized.node("stem.conv").op().weightType().orElseThrow());
    assertEquals(FOUR.withSigned(false), rounded(quantized, "stem.relu.quantize"));
    assertEquals(EIGHT.withSigned(false), rounded(quantized, "stem.relu.sums"));
    assertEquals(TWO.withSigned(false), rounded(quantized, "stage1.block1.1.relu.quantize"));
    assertEquals(FOUR, rounded(quantized, "stage1.block1.2.norm.quantize"));
    String end = "stage1.block1.relu";
    assertEquals(FOUR.withSigned(false), rounded(quantized, end + ".quantize"));
  }

  private static LayerTypes types(FixedPoint weights, FixedPoint activations, FixedPoint sums) {
    return new LayerTypes(
        Optional.ofNullable(weights), Optional.ofNullable(activations), Optional.ofNullable(sums));
  }

  @Test
  void checkFor_whatMeansNothing_isNamed() {
    Precision precision =
        new Precision(TWO, TWO, EIGHT, Optional.empty(), Map.of("last", types(FOUR, FOUR, null)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> precision.checkFor(List.of(NETWORK)))
            .getMessage();
    assertTrue(message.startsWith("layers: no layer with activations is called last"), message);
    assertTrue(message.contains("stage1.block1.add"), message);
  }

  @Test
  void json_saysOnlyWhatThereIs_andReadsOldFiles() {
    JsonMapper json = JsonMapper.builder().build();
    Precision plain = new Precision(FOUR, FOUR, EIGHT);
    String old =
        "{\"weights\":\"ap_fixed<4,2>\",\"activations\":\"ap_fixed<4,2>\",\"input\":\"ap_fixed<8,2>\"}";
    assertEquals(plain, json.readValue(old, Precision.class));
    assertEquals(json.readTree(old), json.readTree(json.writeValueAsString(plain)));
    for (Precision one :
        List.of(
            layers(Map.of("first", EIGHT)),
            new Precision(FOUR, FOUR, EIGHT, Optional.of(FixedPoint.signed(5, 3)), Map.of()),
            new Precision(
                FOUR, FOUR, EIGHT, Optional.empty(), Map.of("*", types(FOUR, EIGHT, TWO))))) {
      assertEquals(one, json.readValue(json.writeValueAsString(one), Precision.class));
    }
    String oldLayers = old.replace("}", ",\"layers\":{\"first\":\"ap_fixed<8,2>\"}}");
    assertEquals(
        new Precision(
            FOUR, FOUR, EIGHT, Optional.empty(), Map.of("first", LayerTypes.ofWeights(EIGHT))),
        json.readValue(oldLayers, Precision.class));
  }
}
