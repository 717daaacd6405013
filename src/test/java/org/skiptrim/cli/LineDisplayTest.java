package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.skiptrim.runs.RunStatus.Progress;

class LineDisplayTest {
  private final StringWriter out = new StringWriter();
  private final AtomicLong seconds = new AtomicLong();
  private final LineDisplay display =
      new LineDisplay(new PrintWriter(out), () -> seconds.get() * 1_000_000_000L);

  private void progressAt(long second, long done, long total) {
    seconds.set(second);
    display.show("somebody", "      ", new Progress("epoch 1/2", done, total, "images"));
  }

  @Test
  void progress_often_isALineEveryTenSeconds() {
    for (int second = 0; second < 35; second++) {
      progressAt(second, 100L * second, 10_000);
    }
    assertEquals(3, out.toString().lines().count());
    assertEquals(
        "      epoch 1/2, 1,000 of 10,000 images, 100/s, 1:30 min left",
        out.toString().lines().findFirst().orElseThrow());
  }

  @Test
  void progress_goingOn_countsOnlyWhatIsNew() {
    progressAt(0, 5_000, 10_000);
    progressAt(10, 5_500, 10_000);
    assertTrue(out.toString().contains("50/s, 1:30 min left"), out.toString());
  }

  @Test
  void progress_standingStill_promisesNothing() {
    progressAt(0, 100, 10_000);
    progressAt(10, 100, 10_000);
    assertEquals("      epoch 1/2, 100 of 10,000 images\n", out.toString());
  }

  @Test
  void progress_unknownTotal_isCounted() {
    progressAt(0, 0, -1);
    progressAt(10, 700, -1);
    assertEquals("      epoch 1/2, 700 images, 70/s\n", out.toString());
  }

  @Test
  void progress_ofTwo_eachHasARateOfItsOwn() {
    progressAt(0, 0, 10_000);
    display.show("another", "[2]   ", new Progress("epoch 1/9", 0, 500, "images"));
    progressAt(10, 1_000, 10_000);
    display.show("another", "[2]   ", new Progress("epoch 1/9", 50, 500, "images"));
    assertEquals(
        List.of(
            "      epoch 1/2, 1,000 of 10,000 images, 100/s, 1:30 min left",
            "[2]   epoch 1/9, 50 of 500 images, 5/s, 1:30 min left"),
        out.toString().lines().toList());
  }

  @Test
  void lines_haveNoControlCharacters() {
    display.say("a note");
    progressAt(0, 0, 10);
    progressAt(11, 5, 10);
    display.close();
    assertTrue(out.toString().chars().allMatch(c -> c == '\n' || c >= ' '), out.toString());
  }
}
