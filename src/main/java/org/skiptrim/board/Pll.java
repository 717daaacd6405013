package org.skiptrim.board;

import java.util.Map;
import java.util.TreeMap;

/**
 * A PLL that makes a clock.
 *
 * @param kind whose
 * @param megahertz of the clock that it makes
 * @param oscillator megahertz inside it
 * @param parameters of the primitive, as SystemVerilog literals
 */
record Pll(PllKind kind, double megahertz, double oscillator, Map<String, String> parameters) {

  /** Copies the parameters. */
  Pll {
    parameters = new TreeMap<>(parameters);
  }
}
