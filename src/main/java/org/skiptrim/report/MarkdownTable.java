package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes GitHub Markdown with padded columns, so that the text reads as a table too. */
final class MarkdownTable {

  private final Table table;
  private final Footnotes footnotes;

  MarkdownTable(Table table) {
    this.table = table;
    this.footnotes = new Footnotes(table);
  }

  String write() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(column -> escape(column.title())).toList());
    table.rows().forEach(row -> lines.add(row.stream().map(this::cell).toList()));
    int[] widths = widths(lines);

    StringBuilder text = new StringBuilder("**" + escape(table.title()) + "**\n\n");
    text.append(line(lines.get(0), widths)).append(rule(widths));
    lines.stream().skip(1).forEach(line -> text.append(line(line, widths)));
    for (Footnotes.Note note : footnotes.all()) {
      String mark = note.mark().isEmpty() ? "" : superscript(note.mark()) + " ";
      text.append('\n').append(mark).append(escape(note.text())).append('\n');
    }
    return text.toString();
  }

  private String cell(Cell cell) {
    return escape(footnotes.shown(cell)) + superscript(footnotes.mark(cell).orElse(""));
  }

  private static String superscript(String mark) {
    return mark.isEmpty() ? "" : "<sup>" + mark + "</sup>";
  }

  private int[] widths(List<List<String>> lines) {
    int[] widths = new int[table.columns().size()];
    for (int c = 0; c < widths.length; c++) {
      int column = c;
      widths[c] =
          Math.max(3, lines.stream().mapToInt(line -> length(line.get(column))).max().orElse(3));
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int c = 0; c < widths.length; c++) {
      int free = widths[c] - length(cells.get(c));
      int before =
          switch (table.columns().get(c).alignment()) {
            case LEFT -> 0;
            case CENTER -> free / 2;
            case RIGHT -> free;
          };
      line.append(' ').append(" ".repeat(before)).append(cells.get(c));
      line.append(" ".repeat(free - before)).append(" |");
    }
    return line.append('\n').toString();
  }

  private String rule(int[] widths) {
    StringBuilder rule = new StringBuilder("|");
    for (int c = 0; c < widths.length; c++) {
      String dashes = "-".repeat(widths[c]);
      rule.append(
          switch (table.columns().get(c).alignment()) {
            case LEFT -> " " + dashes + " |";
            case CENTER -> ":" + dashes + ":|";
            case RIGHT -> " " + dashes + ":|";
          });
    }
    return rule.append('\n').toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Every character that Markdown gives a meaning inside a line loses it. */
  static String escape(String text) {
    return text.chars()
        .mapToObj(c -> "\\`*_[]<>|~&".indexOf(c) >= 0 ? "\\" + (char) c : "" + (char) c)
        .collect(Collectors.joining())
        .replaceAll("\\R", " ");
  }
}
