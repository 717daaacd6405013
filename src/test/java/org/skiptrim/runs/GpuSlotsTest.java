package org.skiptrim.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GpuSlotsTest {
  @Test
  void free_isTheGpuWithTheFewest() {
    GpuSlots slots = new GpuSlots(List.of("0", "3"), 2);
    AtomicBoolean second = new AtomicBoolean(true);
    assertEquals(Optional.of("0"), slots.free());
    slots.occupy("0", () -> true);
    assertEquals(Optional.of("3"), slots.free());
    slots.occupy("3", second::get);
    slots.occupy("0", () -> true);
    slots.occupy("3", () -> true);
    assertFalse(slots.hasRoom());
    second.set(false);
    assertEquals(Optional.of("3"), slots.free());
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
