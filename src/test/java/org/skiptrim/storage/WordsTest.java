package org.skiptrim.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  private enum Order {
    LEAST_HARMFUL,
    FP32
  }

  @Test
  void of_isLowerCaseWithDashes() {
    assertEquals("least-harmful", Words.of(Order.LEAST_HARMFUL));
    assertEquals("fp32", Words.of(Order.FP32));
  }

  @Test
  void in_hasAllByWord() {
    assertEquals(List.of("fp32", "least-harmful"), List.copyOf(Words.in(Order.class).keySet()));
    assertEquals(Order.FP32, Words.in(Order.class).get("fp32"));
  }
}
