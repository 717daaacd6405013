package org.skiptrim.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import me.tongfei.progressbar.ProgressBarStyle;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Map<String, String> USUAL = Map.of("TERM", "xterm");

  @Test
  void columns_launcherKnows() {
    assertEquals(132, Terminal.columns("132", USUAL));
    assertEquals(0, Terminal.columns("0", USUAL));
  }

  @Test
  void columns_nobodyWatches_isNone() {
    assertEquals(0, Terminal.columns("132", Map.of("CI", "true")));
    assertEquals(0, Terminal.columns("132", Map.of("TERM", "dumb")));
  }

  @Test
  void style_followsNoColorAndTheEncoding() {
    assertEquals(ProgressBarStyle.COLORFUL_UNICODE_BLOCK, Terminal.style(USUAL, UTF_8));
    assertEquals(ProgressBarStyle.UNICODE_BLOCK, Terminal.style(Map.of("NO_COLOR", "1"), UTF_8));
    assertEquals(ProgressBarStyle.ASCII, Terminal.style(USUAL, US_ASCII));
  }
}
