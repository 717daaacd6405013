package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TrialsTest {

  /** Five trials: t of 4 degrees of freedom is 2.776445 (any table of Student's t). */
  @Test
  void halfWidth95_ofFiveTrials_isStudents() {
    Trials trials = Trials.of(1, 2, 3, 4, 5);
    assertEquals(3, trials.mean());
    assertEquals(Math.sqrt(2.5), trials.deviation(), 1e-12);
    assertEquals(2.776445 * Math.sqrt(2.5) / Math.sqrt(5), trials.halfWidth95(), 1e-5);
  }

  @Test
  void halfWidth95_ofTwoTrials_isWide() {
    assertEquals(12.7062 * Math.sqrt(0.5) / Math.sqrt(2), Trials.of(1, 2).halfWidth95(), 1e-3);
  }

  @Test
  void of_oneTrial_hasNoSpread() {
    Trials one = Trials.of(4);
    assertEquals(0, one.deviation());
    assertThrows(IllegalStateException.class, one::halfWidth95);
    assertEquals("–", Cell.interval95(new double[] {4}, 2).shown());
    assertThrows(IllegalArgumentException.class, Trials::of);
  }

  @Test
  void interval95_showsBothEnds() {
    assertEquals("1.04 to 4.96", Cell.interval95(new double[] {1, 2, 3, 4, 5}, 2).shown());
  }
}
