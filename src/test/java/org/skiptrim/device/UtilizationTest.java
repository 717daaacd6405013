package org.skiptrim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.skiptrim.device.Utilization.Method.SYNTHESIZED_BY_PARTS;
import static org.skiptrim.device.Utilization.Method.SYNTHESIZED_FLAT;

import org.junit.jupiter.api.Test;

class UtilizationTest {
  private static final Utilization A = new Utilization(SYNTHESIZED_BY_PARTS, 100, 8, 60, 2, 3, 11);
  private static final Utilization B = new Utilization(SYNTHESIZED_BY_PARTS, 1, 2, 3, 4, 5, 6);

  @Test
  void plus_eachFigure() {
    assertEquals(new Utilization(SYNTHESIZED_BY_PARTS, 101, 10, 63, 6, 8, 17), A.plus(B));
  }

  @Test
  void plus_otherMethod_refused() {
    Utilization flat = Utilization.none(SYNTHESIZED_FLAT);
    assertThrows(IllegalArgumentException.class, () -> A.plus(flat));
  }

  @Test
  void times_isRepeatedPlus() {
    assertEquals(A.plus(A).plus(A), A.times(3));
    assertEquals(Utilization.none(SYNTHESIZED_BY_PARTS), A.times(0));
  }

  @Test
  void share_halvesOfBlockRams_countHalf() {
    assertEquals(3.5, A.used(Resource.BRAM));
    assertEquals(0.025, A.share(Resource.BRAM, Device.named("xc7z020")));
    assertEquals(0.05, A.share(Resource.DSP, Device.named("xc7z020")));
  }
}
