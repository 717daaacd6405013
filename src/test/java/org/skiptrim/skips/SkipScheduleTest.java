package org.skiptrim.skips;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkipScheduleTest {
  private static SkipSchedule auto(int first, int interval) {
    return new SkipSchedule(
        first, interval, SkipSchedule.AUTO, SkipSchedule.Order.FRONT_TO_BACK, 0);
  }

  @ParameterizedTest
  @CsvSource({"9, 30, 1", "15, 30, 1", "27, 30, 2", "54, 30, 4", "54, 200, 1", "54, 2, 54"})
  void fitting_auto_isTheFewestThatAreGoneAtHalfTime(int skips, int epochs, int count) {
    assertEquals(count, auto(1, 1).fitting(skips, epochs).count());
  }

  @Test
  void fitting_aNumber_staysAsItIs() {
    SkipSchedule one = SkipSchedule.of(3, 3);
    assertEquals(one, one.fitting(54, 10));
  }

  @ParameterizedTest
  @CsvSource({"9, 36, 9", "27, 40, 10", "3, 3, 0", "3, 1, 0"})
  void fitting_allAndAnAutomaticFade_goTogetherInAQuarterOfTheEpochs(
      int skips, int epochs, int fade) {
    SkipSchedule.Order order = SkipSchedule.Order.FRONT_TO_BACK;
    SkipSchedule fitted =
        new SkipSchedule(0, 1, SkipSchedule.ALL, order, SkipSchedule.AUTO_FADE)
            .fitting(skips, epochs);
    assertEquals(new SkipSchedule(0, 1, skips, order, fade), fitted);
    assertEquals(fade, fitted.lastRemoval(skips));
  }
}
