package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuSlotsTest {
  @Test
  void take_givesTheGpuWithTheFewest() {
    GpuSlots slots = new GpuSlots(List.of("0", "3"), 2);
    assertEquals(Optional.of("0"), slots.take());
    assertEquals(Optional.of("3"), slots.take());
    assertEquals(Optional.of("0"), slots.take());
    slots.giveBack("3");
    assertEquals(Optional.of("3"), slots.take());
    assertTrue(slots.hasRoom());
    assertEquals(Optional.of("3"), slots.take());
    assertFalse(slots.hasRoom());
    assertEquals(Optional.empty(), slots.take());
  }

  @Test
  void visible_namedByTheEnvironment_areThose() {
    assertEquals(List.of("1", "GPU-5a"), GpuSlots.visible(Map.of(GpuSlots.VISIBLE, " 1, GPU-5a ")));
  }

  /** This machine may have none: what needs one says so itself. */
  @Test
  void visible_withoutEnvironment_hasOneAtLeast() {
    assertFalse(GpuSlots.visible(Map.of()).isEmpty());
  }
}
