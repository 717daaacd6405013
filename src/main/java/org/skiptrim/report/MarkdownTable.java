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
    PaddedColumns columns = new PaddedColumns(table.columns(), lines, 3);

    StringBuilder text = new StringBuilder("**" + escape(table.title()) + "**\n\n");
    text.append(line(columns.pad(lines.get(0)))).append(rule(columns));
    lines.stream().skip(1).forEach(line -> text.append(line(columns.pad(line))));
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

  private static String line(List<String> padded) {
    return "| " + String.join(" | ", padded) + " |\n";
  }

  private String rule(PaddedColumns columns) {
    StringBuilder rule = new StringBuilder("|");
    for (int c = 0; c < table.columns().size(); c++) {
      String dashes = "-".repeat(columns.width(c));
      rule.append(
          switch (table.columns().get(c).alignment()) {
            case LEFT -> " " + dashes + " |";
            case CENTER -> ":" + dashes + ":|";
            case RIGHT -> " " + dashes + ":|";
          });
    }
    return rule.append('\n').toString();
  }

  /** Every character that Markdown gives a meaning inside a line loses it. */
  static String escape(String text) {
    return text.chars()
        .mapToObj(c -> "\\`*_[]<>|~&".indexOf(c) >= 0 ? "\\" + (char) c : "" + (char) c)
        .collect(Collectors.joining())
        .replaceAll("\\R", " ");
  }
}
