package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void apart_leavesWhatHasRoom() {
    assertEquals(List.of(1.0, 20.0), Spread.apart(List.of(1.0, 20.0), 10, 0, 100));
  }

  @Test
  void apart_movesBothSides() {
    assertEquals(List.of(45.0, 55.0), Spread.apart(List.of(50.0, 50.0), 10, 0, 100));
  }

  @Test
  void apart_pushesTheNextCluster() {
    assertEquals(List.of(42.0, 52.0, 62.0), Spread.apart(List.of(50.0, 50.0, 56.0), 10, 0, 100));
  }

  @Test
  void apart_staysWithinBounds() {
    assertEquals(List.of(0.0, 10.0), Spread.apart(List.of(1.0, 2.0), 10, 0, 100));
    assertEquals(List.of(90.0, 100.0), Spread.apart(List.of(98.0, 99.0), 10, 0, 100));
  }

  @Test
  void apart_nothing() {
    assertEquals(List.of(), Spread.apart(List.of(), 10, 0, 100));
  }
}
