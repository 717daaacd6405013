package org.skiptrim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Map<String, String> USUAL = Map.of("TERM", "xterm");

  @Test
  void columns_launcherKnows() {
    assertEquals(132, Terminal.columns("132", false, USUAL));
    assertEquals(0, Terminal.columns("0", true, USUAL));
  }

  @Test
  void columns_withoutLauncher_isJavasGuess() {
    assertEquals(80, Terminal.columns(null, true, USUAL));
    assertEquals(0, Terminal.columns(null, false, USUAL));
  }

  @Test
  void columns_nobodyWatches_isNone() {
    assertEquals(0, Terminal.columns("132", true, Map.of("CI", "true")));
    assertEquals(0, Terminal.columns("132", true, Map.of("TERM", "dumb")));
  }
}
