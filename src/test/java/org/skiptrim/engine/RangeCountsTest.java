package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.skiptrim.fixedpoint.FixedPoint;
import org.skiptrim.network.Shape;

class RangeCountsTest {
  private static final FixedPoint TYPE = FixedPoint.signed(4, 2);

  private static RangeCounts of(float... values) {
    try (EngineScope scope = EngineScope.inference()) {
      return RangeCounts.of(Value.of(values, new Shape(values.length, 1, 1)), TYPE, TYPE.step());
    }
  }

  private static Map<Integer, Long> filled(RangeCounts counts) {
    Map<Integer, Long> filled = new TreeMap<>();
    for (int i = 0; i < RangeCounts.BINS; i++) {
      if (counts.counts().get(i) > 0) {
        filled.put(i, counts.counts().get(i));
      }
    }
    return filled;
  }

  /**
   * In ap_fixed<4,2>, which holds −2 to 1.75 in steps of 0.25: 60 parts of 0.4 steps from −12.5
   * steps, of which the range has 10 to 49.
   */
  @Test
  void of_countsByHand() {
    RangeCounts counts = of(0, 0, 0.1f, -0.12f, 0.2f, 1.75f, 1.8f, 1.9f, -2.1f, -2.2f, 9, -1);
    assertEquals(3, counts.beyond(), "1.9, −2.2 and 9 are not held");
    assertEquals(2, counts.toZero(), "0.1 and −0.12 are rounded to 0");
    assertEquals(10, counts.values(), "zeros do not count");
    assertEquals(
        Map.of(9, 1L, 10, 1L, 21, 1L, 30, 1L, 32, 1L, 33, 1L, 48, 1L, 49, 1L, 50, 1L, 59, 1L),
        filled(counts));
  }

  @Test
  void plus_isThatOfAllValues() {
    assertEquals(of(0.1f, 3, -1, 0.2f), of(0.1f, 3).plus(of(-1, 0.2f)));
  }
}
