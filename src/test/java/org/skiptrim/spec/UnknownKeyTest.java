package org.skiptrim.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeyTest {
  @ParameterizedTest
  @CsvSource({"epochs,epochs,0", "epoch,epochs,1", "epohcs,epochs,2", "'',seed,4", "seed,trials,6"})
  void distance_ofWords(String a, String b, int expected) {
    assertEquals(expected, UnknownKey.distance(a, b));
  }

  @Test
  void distance_isAMetric() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      String a = word(random);
      String b = word(random);
      String c = word(random);
      assertEquals(UnknownKey.distance(a, b), UnknownKey.distance(b, a));
      assertEquals(a.equals(b), UnknownKey.distance(a, b) == 0);
      assertTrue(
          UnknownKey.distance(a, c) <= UnknownKey.distance(a, b) + UnknownKey.distance(b, c));
    }
  }

  private static String word(Random random) {
    return random
        .ints(random.nextInt(6), 'a', 'd')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void message_nothingNear_listsAll() {
    assertEquals(
        "unknown key teacher.optimizer; known here are epochs, momentum",
        UnknownKey.message("teacher", "optimizer", List.of("epochs", "momentum")));
  }
}
