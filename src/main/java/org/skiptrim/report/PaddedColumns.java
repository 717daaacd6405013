package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;

/** Brings the cells of each column to one width, as text of fixed pitch. */
final class PaddedColumns {
  private final List<Column> columns;
  private final int[] widths;

  /** Columns wide enough for all lines, and for {@code least} characters. */
  PaddedColumns(List<Column> columns, List<List<String>> lines, int least) {
    this.columns = columns;
    this.widths = new int[columns.size()];
    for (int c = 0; c < widths.length; c++) {
      int column = c;
      int longest = lines.stream().mapToInt(line -> length(line.get(column))).max().orElse(0);
      widths[c] = Math.max(least, longest);
    }
  }

  int width(int column) {
    return widths[column];
  }

  /** The line's cells, padded on the side that their column's alignment asks for. */
  List<String> pad(List<String> line) {
    List<String> padded = new ArrayList<>();
    for (int c = 0; c < widths.length; c++) {
      int free = widths[c] - length(line.get(c));
      int before =
          switch (columns.get(c).alignment()) {
            case LEFT -> 0;
            case CENTER -> free / 2;
            case RIGHT -> free;
          };
      padded.add(" ".repeat(before) + line.get(c) + " ".repeat(free - before));
    }
    return padded;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
