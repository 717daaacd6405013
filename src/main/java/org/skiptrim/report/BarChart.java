package org.skiptrim.report;

import java.util.Arrays;
import java.util.List;

/**
 * Groups of bars from 0 up, one bar of each series a group, each with its value. Immutable: {@link
 * #group} gives a longer chart.
 *
 * @param decimals digits after the point of the values shown
 * @param series the names of a group's bars, in the order of their colours
 */
public record BarChart(
    String title, String yLabel, int decimals, List<String> series, List<Group> groups) {

  /**
   * Bars side by side.
   *
   * @param values one for each series; NaN where there is none, which is shown as a dash
   */
  public record Group(String name, List<Double> values) {
    /** Copies, and refuses what a bar can't show. */
    public Group {
      values = List.copyOf(values);
      for (double value : values) {
        if (value < 0 || Double.isInfinite(value)) {
          throw new IllegalArgumentException(
              "'%s' has a bar of %s; bars go from 0 up, NaN is none".formatted(name, value));
        }
      }
    }
  }

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if a group has not one value for each series
   */
  public BarChart {
    series = List.copyOf(series);
    groups = List.copyOf(groups);
    for (Group group : groups) {
      if (group.values().size() != series.size()) {
        throw new IllegalArgumentException(
            "group '%s' has %d values for %d series"
                .formatted(group.name(), group.values().size(), series.size()));
      }
    }
  }

  /** A chart without groups. */
  public static BarChart of(String title, String yLabel, int decimals, String... series) {
    return new BarChart(title, yLabel, decimals, List.of(series), List.of());
  }

  /** This chart with one more group. */
  public BarChart group(String name, double... values) {
    Group added = new Group(name, Arrays.stream(values).boxed().toList());
    return new BarChart(title, yLabel, decimals, series, Table.appended(groups, added));
  }

  /** The picture. */
  public Drawing draw() {
    return new BarChartPainter(this).drawing();
  }
}
