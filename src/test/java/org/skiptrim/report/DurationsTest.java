package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0.4,0 s",
    "59.4,59 s",
    "59.6,1:00 min",
    "83,1:23 min",
    "3599.6,1:00 h",
    "5000,1:23 h"
  })
  void text_ofSeconds(double seconds, String expected) {
    assertEquals(expected, Durations.text(seconds));
  }
}
