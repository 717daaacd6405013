package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("changes the locale of all that runs beside")
class CellTest {

  @Test
  void number_thousandsAndMinus() {
    assertEquals("33,314", Cell.number(33_314).shown());
    assertEquals("−1,234.50", Cell.number(-1234.5, 2).shown());
  }

  @Test
  void number_thatRoundsToZeroHasNoSign() {
    assertEquals("0.0", Cell.number(-0.01, 1).shown());
    assertEquals("0.0 %", Cell.change(0.0001, 1).shown());
  }

  @Test
  void number_inAnyLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("1,234.5", Cell.number(1234.5, 1).shown());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void meanStd_isOfTheSample() {
    // Deviations −1.5 … 1.5: squares sum to 5, over n − 1 = 3.
    assertEquals(
        new Cell.MeanStd(2.5, Math.sqrt(5.0 / 3), 4, 2),
        Cell.meanStd(new double[] {1, 2, 3, 4}, 2));
    assertEquals("2.50 ± 1.29", Cell.meanStd(new double[] {1, 2, 3, 4}, 2).shown());
  }

  @Test
  void meanStd_ofOneTrialShowsNoDeviation() {
    assertEquals("91.3", Cell.meanStd(new double[] {91.25}, 1).shown());
  }

  @Test
  void meanStd_ofNothing() {
    assertThrows(IllegalArgumentException.class, () -> Cell.meanStd(new double[0], 2));
  }

  @Test
  void percent_andChange() {
    assertEquals("91.25 %", Cell.percent(0.9125, 2).shown());
    assertEquals("−34.0 %", Cell.change(-0.34, 1).shown());
    assertEquals("+5.0 %", Cell.change(0.05, 1).shown());
  }

  @Test
  void missing_neverAsNumber() {
    assertEquals("–", Cell.missing("not run").shown());
    assertThrows(IllegalArgumentException.class, () -> Cell.number(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> Cell.percent(1.0 / 0, 1));
    assertThrows(IllegalArgumentException.class, () -> Cell.missing(" "));
  }
}
