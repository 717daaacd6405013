package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumeralsTest {

  @Test
  void exact_everyDigitWithoutExponent() {
    assertEquals("33314", Numerals.exact(33314.0));
    assertEquals("0.00000012", Numerals.exact(1.2e-7));
    assertEquals("0.30000000000000004", Numerals.exact(0.1 + 0.2));
    assertEquals("100", Numerals.exact(1e2));
    assertEquals("0", Numerals.exact(-0.0));
  }

  @Test
  void shown_rounds() {
    assertEquals("1.3", Numerals.shown(1.25, 1));
    assertEquals("−1", Numerals.shown(-0.5, 0));
    assertEquals("1,000", Numerals.shown(999.9, 0));
  }
}
