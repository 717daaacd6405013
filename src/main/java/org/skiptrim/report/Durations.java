package org.skiptrim.report;

import java.util.Locale;

/** Times as people say them. */
public final class Durations {
  private Durations() {}

  /** 7.4 → {@code 7 s}, 83 → {@code 1:23 min}, 5000 → {@code 1:23 h}. */
  public static String text(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole % 3600 / 60);
  }
}
