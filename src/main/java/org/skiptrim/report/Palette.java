package org.skiptrim.report;

/**
 * Colours that people with any colour vision tell apart on white: those of M. Okabe and K. Ito,
 * "Color Universal Design" (2008), without their yellow, which white swallows.
 */
final class Palette {

  static final String INK = "#222222";
  static final String FAINT_INK = "#5A5A5A";
  static final String GRID = "#E3E3E3";
  static final String AXIS = "#8A8A8A";
  static final String VERMILION = "#D55E00";

  private static final String[] SERIES = {
    "#0072B2", VERMILION, "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#4D4D4D"
  };

  /** Without vermilion, which is the arcs'. */
  private static final String[] BOXES = {
    "#0072B2", "#009E73", "#E69F00", "#CC79A7", "#56B4E9", "#4D4D4D"
  };

  private static final String[] MARKERS = {"#777777", "#7B3294", "#8C6D31"};

  private Palette() {}

  static String series(int index) {
    return SERIES[index % SERIES.length];
  }

  static String box(int index) {
    return BOXES[index % BOXES.length];
  }

  static String marker(int index) {
    return MARKERS[index % MARKERS.length];
  }

  /** {@code share} of a colour, the rest white. */
  static String tint(String colour, double share) {
    int rgb = Integer.decode(colour);
    int tinted = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      long channel = Math.round(255 - share * (255 - (rgb >> shift & 255)));
      tinted |= (int) channel << shift;
    }
    return "#%06X".formatted(tinted);
  }
}
