package org.skiptrim.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochRecordTest {
  @Test
  void eventsText_ofFew_listsThem() {
    assertEquals("removed a.add, faded b.add to 1/2", text("removed a.add", "faded b.add to 1/2"));
    assertEquals("", text());
  }

  @Test
  void eventsText_ofManyOfAKind_countsThem() {
    List<String> events = new ArrayList<>(List.of("removed a.add"));
    for (int i = 0; i < 27; i++) {
      events.add("faded stage1.block" + i + ".add to 12/13");
    }
    events.add("faded z.add to 11/13");
    assertEquals(
        "removed a.add, 27 skips faded to 12/13, faded z.add to 11/13",
        text(events.toArray(String[]::new)));
  }

  private static String text(String... events) {
    return new EpochRecord(1, 0.1, 1, 0.5, 0.5, 1, List.of(events)).eventsText();
  }
}
