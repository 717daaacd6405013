package org.skiptrim.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The PLLs of FPGAs: what they can make of a clock, and how they are written. */
enum PllKind {
  /**
   * EHXPLLL of the ECP5 (FPGA-DS-02012, table 3.27; FPGA-TN-02200): feedback from the primary
   * output, so that the clock is in · CLKFB_DIV / CLKI_DIV and the oscillator runs CLKOP_DIV times
   * as fast.
   */
  ECP5(8, 400, 3.125, 400, 3.125, 400, 400, 800) {
    @Override
    List<Pll> choices(double in) {
      List<Pll> all = new ArrayList<>();
      for (int reference = 1; reference <= ECP5_DIVIDER; reference++) {
        for (int feedback = 1; feedback <= ECP5_DIVIDER; feedback++) {
          double out = in * feedback / reference;
          // The slowest oscillator that is fast enough, which takes the least power.
          int output = (int) Math.ceil(400 / out - 1e-9);
          if (output >= 1
              && output <= ECP5_DIVIDER
              && fits(in, in / reference, out, out * output)) {
            all.add(new Pll(this, out, out * output, ecp5(reference, feedback, output)));
          }
        }
      }
      return all;
    }

    private static Map<String, String> ecp5(int reference, int feedback, int output) {
      return Map.of(
          "CLKI_DIV",
          String.valueOf(reference),
          "CLKFB_DIV",
          String.valueOf(feedback),
          "CLKOP_DIV",
          String.valueOf(output),
          "CLKOP_CPHASE",
          String.valueOf(Math.max(0, output / 2 - 1)),
          "CLKOP_ENABLE",
          "\"ENABLED\"",
          "FEEDBK_PATH",
          "\"CLKOP\"",
          "INTFB_WAKE",
          "\"DISABLED\"",
          "OUTDIVIDER_MUXA",
          "\"DIVA\"");
    }

    @Override
    String instance(Pll pll) {
      return ECP5_FILTER
          + primitive(
              "EHXPLLL",
              pll,
              ".CLKI(clk_i), .CLKFB(clk), .CLKOP(clk), .LOCK(locked), .RST(1'b0), .STDBY(1'b0), "
                  + ".ENCLKOP(1'b0), .PLLWAKESYNC(1'b0), .PHASESEL0(1'b0), .PHASESEL1(1'b0), "
                  + ".PHASEDIR(1'b1), .PHASESTEP(1'b1), .PHASELOADREG(1'b1)");
    }
  },

  /** SB_PLL40_CORE of the iCE40 (FPGA-TN-02052): feedback from the oscillator, divided. */
  ICE40(10, 133, 10, 133, 16, 275, 533, 1066) {
    @Override
    List<Pll> choices(double in) {
      return ice40(in);
    }

    @Override
    String instance(Pll pll) {
      return primitive("SB_PLL40_CORE", pll, ".REFERENCECLK(clk_i), " + ICE40_PORTS);
    }
  },

  /** SB_PLL40_PAD: the same on the pin that is the PLL's own. */
  ICE40_PAD(10, 133, 10, 133, 16, 275, 533, 1066) {
    @Override
    List<Pll> choices(double in) {
      return ice40(in);
    }

    @Override
    String instance(Pll pll) {
      return primitive("SB_PLL40_PAD", pll, ".PACKAGEPIN(clk_i), " + ICE40_PORTS);
    }
  };

  private static final int ECP5_DIVIDER = 128;

  /** Charge pump and loop filter, as ecppll sets them. */
  private static final String ECP5_FILTER =
      "  (* ICP_CURRENT=\"12\" *) (* LPF_RESISTOR=\"8\" *) (* MFG_ENABLE_FILTEROPAMP=\"1\" *)"
          + " (* MFG_GMCREF_SEL=\"2\" *)\n";

  private static final int ICE40_REFERENCE = 16;
  private static final int ICE40_FEEDBACK = 128;
  private static final int ICE40_OUTPUT = 6;
  private static final String ICE40_PORTS =
      ".PLLOUTGLOBAL(clk), .LOCK(locked), .RESETB(1'b1), .BYPASS(1'b0)";

  /** How far the clock may be from what was wished. */
  private static final double TOLERANCE = 0.02;

  private final double[] ranges;

  /** Megahertz, lowest and highest: in, at the phase detector, out, of the oscillator. */
  PllKind(double... ranges) {
    this.ranges = ranges;
  }

  static PllKind named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** All that it can make of a clock. */
  abstract List<Pll> choices(double in);

  /** The instance that makes {@code clk} and {@code locked} of {@code clk_i}. */
  abstract String instance(Pll pll);

  /**
   * The one whose clock is nearest to what is wished; of those the one with the smallest dividers.
   *
   * @param in megahertz of the clock on the board
   * @param wished megahertz
   * @throws IllegalArgumentException if none is within 2 %
   */
  Pll choose(double in, double wished) {
    Optional<Pll> nearest =
        choices(in).stream()
            .min(
                Comparator.comparingDouble((Pll pll) -> Math.abs(pll.megahertz() - wished))
                    .thenComparingDouble(Pll::oscillator));
    return nearest
        .filter(pll -> Math.abs(pll.megahertz() - wished) <= TOLERANCE * wished)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no PLL makes %s MHz of %s MHz; %s"
                        .formatted(
                            wished,
                            in,
                            nearest
                                .map(pll -> "the nearest is %.3f MHz".formatted(pll.megahertz()))
                                .orElse("take the board's clock: none"))));
  }

  /** Whether all four are in the maker's ranges. */
  boolean fits(double... megahertz) {
    for (int i = 0; i < megahertz.length; i++) {
      if (megahertz[i] < ranges[2 * i] - 1e-9 || megahertz[i] > ranges[2 * i + 1] + 1e-9) {
        return false;
      }
    }
    return true;
  }

  List<Pll> ice40(double in) {
    List<Pll> all = new ArrayList<>();
    for (int reference = 1; reference <= ICE40_REFERENCE; reference++) {
      for (int feedback = 1; feedback <= ICE40_FEEDBACK; feedback++) {
        for (int output = 1; output <= ICE40_OUTPUT; output++) {
          double detector = in / reference;
          double oscillator = detector * feedback;
          double out = oscillator / (1 << output);
          if (fits(in, detector, out, oscillator)) {
            all.add(new Pll(this, out, oscillator, ice40(reference, feedback, output, detector)));
          }
        }
      }
    }
    return all;
  }

  private static Map<String, String> ice40(
      int reference, int feedback, int output, double detector) {
    return Map.of(
        "FEEDBACK_PATH", "\"SIMPLE\"",
        "DIVR", "4'd" + (reference - 1),
        "DIVF", "7'd" + (feedback - 1),
        "DIVQ", "3'd" + output,
        "FILTER_RANGE", "3'd" + filterRange(detector));
  }

  /** As icepll has it, by the frequency at the phase detector. */
  private static int filterRange(double detector) {
    double[] below = {17, 26, 44, 66, 101};
    return (int) Arrays.stream(below).filter(limit -> detector >= limit).count() + 1;
  }

  private static String primitive(String name, Pll pll, String ports) {
    StringBuilder text = new StringBuilder("  " + name + " #(\n");
    List<String> parameters = new ArrayList<>();
    pll.parameters().forEach((key, value) -> parameters.add("      .%s(%s)".formatted(key, value)));
    text.append(String.join(",\n", parameters));
    return text + "\n  ) pll (\n      " + ports + "\n  );\n";
  }
}
