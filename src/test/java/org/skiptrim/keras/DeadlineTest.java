package org.skiptrim.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeadlineTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void within_workThatEnds_isItsResult() throws Exception {
    Integer result = Deadline.within(LONG, () -> 7);
    assertEquals(7, result);
  }

  @Test
  void within_workThatDoesNotEnd_isGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Duration second = Duration.ofSeconds(1);
    KerasException given =
        assertThrows(
            KerasException.class,
            () ->
                Deadline.within(
                    second,
                    () -> {
                      never.await();
                      return 7;
                    }));
    assertTrue(given.getMessage().contains("longer than 1 seconds"), given.getMessage());
    never.countDown();
  }

  @Test
  void within_workThatFails_failsAsIt() {
    assertThrows(
        IOException.class,
        () ->
            Deadline.within(
                LONG,
                () -> {
                  throw new IOException("no");
                }));
    assertThrows(ArithmeticException.class, () -> Deadline.within(LONG, () -> Math.floorDiv(1, 0)));
  }
}
