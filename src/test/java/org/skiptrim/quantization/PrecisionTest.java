package org.skiptrim.quantization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return new Precision(TWO, TWO, EIGHT, Optional.empty(), layers);
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

  @Test
  void sums_areWhatAddsRead() {
    Precision precision =
        new Precision(FOUR, FOUR, EIGHT, Optional.of(FixedPoint.signed(6, 4)), Map.of());
    Network<RealOp> quantized = FakeQuantization.insert(NETWORK, precision);
    assertEquals(
        Optional.of(FixedPoint.signed(6, 4)),
        quantized.node("stage1.block1.2.norm.quantize").op().roundedTo());
    assertEquals(
        Optional.of(FixedPoint.unsigned(4, 2)),
        quantized.node("stem.relu.quantize").op().roundedTo());
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
            new Precision(FOUR, FOUR, EIGHT, Optional.of(FixedPoint.signed(5, 3)), Map.of()))) {
      assertEquals(one, json.readValue(json.writeValueAsString(one), Precision.class));
    }
  }
}
