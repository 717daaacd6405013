package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void around_endsOnTicks() {
    Axis axis = Axis.around(23, 99, 8);
    assertEquals(new Axis(20, 100, 10), axis);
    assertEquals(9, axis.ticks().size());
  }

  @Test
  void around_keepsWhatIsATick() {
    Axis axis = Axis.around(0.1, 0.7, 6);
    assertEquals(0.1, axis.from(), 1e-12);
    assertEquals(0.7, axis.to(), 1e-12);
  }

  @Test
  void exactly_ticksLieWithin() {
    Axis axis = Axis.exactly(0, 199, 10);
    assertEquals(List.of(0.0, 20.0, 40.0), axis.ticks().subList(0, 3));
    assertEquals(180, axis.ticks().get(axis.ticks().size() - 1));
  }

  @Test
  void counting_ticksAreWhole() {
    assertEquals(List.of(1.0, 2.0, 3.0, 4.0), Axis.exactly(1, 4, 10).counting().ticks());
    assertEquals(Axis.exactly(0, 199, 10), Axis.exactly(0, 199, 10).counting());
  }

  @Test
  void exactly_oneValue() {
    Axis axis = Axis.exactly(5, 5, 10);
    assertTrue(axis.from() < 5 && axis.to() > 5);
  }

  @Test
  void label_asManyDecimalsAsTheStepNeeds() {
    assertEquals("0.30", new Axis(0, 1, 0.05).label(0.3));
    assertEquals("0.3", new Axis(0, 1, 0.1).label(0.30000000000000004));
    assertEquals("20,000", new Axis(0, 1e5, 2e4).label(2e4));
  }

  @Test
  void place_isLinear() {
    assertEquals(150, new Axis(0, 10, 1).place(5, 100, 200));
    assertEquals(200, new Axis(0, 10, 1).place(0, 200, 100));
  }
}
