package org.skiptrim.report;

import java.util.List;

/**
 * Small histograms in rows and columns, all against a range that has the same place in each.
 *
 * @param columns their headings
 * @param from where the range begins in each histogram, 0 to 1
 * @param to where it ends
 */
public record RangeChart(
    String title, List<String> columns, double from, double to, List<Row> rows) {

  /**
   * A row.
   *
   * @param histograms one for each column
   */
  public record Row(String name, List<Histogram> histograms) {
    /** Copies. */
    public Row {
      histograms = List.copyOf(histograms);
    }
  }

  /**
   * A histogram; the highest bar takes all of its height.
   *
   * @param counts of equal parts; none for an empty place
   * @param note beside it
   */
  public record Histogram(List<Long> counts, String note) {
    /** Nothing. */
    public static final Histogram NONE = new Histogram(List.of(), "");

    /** Copies. */
    public Histogram {
      counts = List.copyOf(counts);
    }
  }

  /** Copies. */
  public RangeChart {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The picture. */
  public Drawing draw() {
    return new RangeChartPainter(this).drawing();
  }
}
