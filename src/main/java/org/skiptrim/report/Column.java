package org.skiptrim.report;

import java.util.Objects;

/**
 * A column of a {@link Table}.
 *
 * @param header what stands above it, without the unit
 * @param alignment where its cells stand; figures belong on the right
 * @param unit the unit of all its cells, for instance {@code %} or {@code kbit}; empty if none
 */
public record Column(String header, Alignment alignment, String unit) {

  /** Where a column's cells stand. */
  public enum Alignment {
    LEFT,
    CENTER,
    RIGHT
  }

  /** Refuses null. */
  public Column {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(alignment, "alignment");
    Objects.requireNonNull(unit, "unit");
  }

  /** A column of words. */
  public static Column text(String header) {
    return new Column(header, Alignment.LEFT, "");
  }

  /** A column of figures without a unit. */
  public static Column number(String header) {
    return number(header, "");
  }

  /** A column of figures. */
  public static Column number(String header, String unit) {
    return new Column(header, Alignment.RIGHT, unit);
  }

  /** The header with its unit: {@code accuracy (%)}. */
  public String title() {
    return unit.isEmpty() ? header : header + " (" + unit + ")";
  }
}
