package org.skiptrim.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.skiptrim.quantization.IntegerInterpreter;
import org.skiptrim.quantization.QuantizedNetwork;
import org.skiptrim.quantization.RandomQuantizedNetworks;
import org.skiptrim.quantization.RandomQuantizedNetworks.Branch;

class BitExactnessTest {
  private final QuantizedNetwork network = RandomQuantizedNetworks.identitySkip(1, Branch.TWO);
  private final Map<String, long[]> expected =
      new IntegerInterpreter(network).trace(RandomQuantizedNetworks.images(network, 1, 1).get(0));

  private Optional<BitExactness.Difference> compare(Map<String, long[]> actual) {
    return BitExactness.firstDifference(network.network(), expected, actual);
  }

  @Test
  void firstDifference_equal_empty() {
    assertEquals(Optional.empty(), compare(expected));
  }

  @Test
  void firstDifference_twoLayersDiffer_namesTheEarlierAndThePlace() {
    Map<String, long[]> actual = new LinkedHashMap<>();
    actual.put("b.conv", changed("b.conv", 0));
    // 4 channels of 5×7: channel 2, row 3, column 4.
    actual.put("stem.norm", changed("stem.norm", (2 * 5 + 3) * 7 + 4));
    BitExactness.Difference difference = compare(actual).orElseThrow();
    long value = expected.get("stem.norm")[(2 * 5 + 3) * 7 + 4];
    assertEquals(
        "'stem.norm' channel 2, row 3, column 4: expected " + value + ", is " + (value + 1),
        difference.toString());
  }

  private long[] changed(String node, int index) {
    long[] values = expected.get(node).clone();
    values[index]++;
    return values;
  }

  @Test
  void firstDifference_nothingTraced_isAnError() {
    assertThrows(IllegalArgumentException.class, () -> compare(Map.of()));
  }

  @Test
  void firstDifference_otherSize_isAnError() {
    assertThrows(IllegalArgumentException.class, () -> compare(Map.of("stem.norm", new long[3])));
  }
}
