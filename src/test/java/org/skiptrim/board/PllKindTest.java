package org.skiptrim.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.skiptrim.device.Utilization;

class PllKindTest {
  private static int number(Pll pll, String parameter) {
    return Integer.parseInt(pll.parameters().get(parameter).replaceFirst("^\\d+'d", ""));
  }

  /** The makers' formulas, from the parameters back to the clock. */
  @ParameterizedTest
  @ValueSource(doubles = {10, 12.5, 33.33, 50, 62.5, 80, 100, 133})
  void choose_ecp5_isInTheMakersRanges(double wished) {
    Pll pll = PllKind.ECP5.choose(25, wished);
    double detector = 25.0 / number(pll, "CLKI_DIV");
    double out = detector * number(pll, "CLKFB_DIV");
    double oscillator = out * number(pll, "CLKOP_DIV");
    assertEquals(wished, out, 0.02 * wished);
    assertEquals(out, pll.megahertz(), 1e-9);
    assertTrue(detector >= 3.125 && detector <= 400, "phase detector at " + detector);
    assertTrue(oscillator >= 400 && oscillator <= 800, "oscillator at " + oscillator);
  }

  @ParameterizedTest
  @ValueSource(doubles = {16.5, 20, 24, 30, 48, 60, 100, 275})
  void choose_ice40_isInTheMakersRanges(double wished) {
    Pll pll = PllKind.ICE40.choose(12, wished);
    double detector = 12.0 / (number(pll, "DIVR") + 1);
    double oscillator = detector * (number(pll, "DIVF") + 1);
    double out = oscillator / (1 << number(pll, "DIVQ"));
    assertEquals(wished, out, 0.02 * wished);
    assertEquals(out, pll.megahertz(), 1e-9);
    assertTrue(detector >= 10 && detector <= 133, "phase detector at " + detector);
    assertTrue(oscillator >= 533 && oscillator <= 1066, "oscillator at " + oscillator);
    assertTrue(number(pll, "DIVF") < 128 && number(pll, "DIVQ") <= 6, pll.toString());
  }

  /** icepll -i 12 -o 48 and ecppll -i 25 -o 50. */
  @Test
  void choose_usualClocks_areThoseOfTheMakersTools() {
    Pll ice40 = PllKind.ICE40.choose(12, 48);
    assertEquals(48.0, ice40.megahertz());
    assertEquals(0, number(ice40, "DIVR"));
    assertEquals(63, number(ice40, "DIVF"));
    assertEquals(4, number(ice40, "DIVQ"));
    assertEquals(1, number(ice40, "FILTER_RANGE"));
    assertEquals(50.0, PllKind.ECP5.choose(25, 50).megahertz());
  }

  @ParameterizedTest
  @EnumSource(PllKind.class)
  void choose_whatNoneMakes_namesTheNearest(PllKind kind) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> kind.choose(12, 1000)).getMessage();
    assertTrue(message.startsWith("no PLL makes 1000.0 MHz of 12.0 MHz; the nearest is"), message);
    String slow =
        assertThrows(IllegalArgumentException.class, () -> kind.choose(1, 50)).getMessage();
    assertEquals("no PLL makes 50.0 MHz of 1.0 MHz; take the board's clock: none", slow);
  }

  /** Or else no design with one can be placed. */
  @ParameterizedTest
  @ValueSource(strings = {"ulx3s-85f", "icebreaker", "hx8k-breakout"})
  void instance_ofABoard_isACellThatItsFamilyKnows(String name) {
    Board board = Board.named(name);
    Pll pll = board.pll().choose(board.megahertz(), 2 * board.megahertz());
    Matcher cell = Pattern.compile("\\w*PLL\\w*").matcher(board.pll().instance(pll));
    assertTrue(cell.find());
    Map<String, Long> cells = Map.of(cell.group(), 1L);
    assertEquals(
        Utilization.none(Utilization.Method.ROUTED),
        board.device().family().utilization(cells, Utilization.Method.ROUTED));
  }
}
