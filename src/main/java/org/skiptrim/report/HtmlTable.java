package org.skiptrim.report;

import java.util.List;
import java.util.Locale;

/** Writes well-formed HTML: a caption, scoped headers, the reason of a missing cell as tooltip. */
final class HtmlTable {

  private final Table table;
  private final Footnotes footnotes;

  HtmlTable(Table table) {
    this.table = table;
    this.footnotes = new Footnotes(table);
  }

  String write() {
    StringBuilder html = new StringBuilder("<table>\n");
    html.append("<caption>").append(Markup.escape(table.title())).append("</caption>\n");
    html.append("<thead>\n<tr>");
    table.columns().forEach(column -> html.append(header(column)));
    html.append("</tr>\n</thead>\n<tbody>\n");
    table.rows().forEach(row -> html.append(row(row)));
    html.append("</tbody>\n</table>\n");
    return html.append(notes()).toString();
  }

  private static String header(Column column) {
    String unit =
        column.unit().isEmpty()
            ? ""
            : " <span class=\"unit\">(" + Markup.escape(column.unit()) + ")</span>";
    return "<th scope=\"col\" class=\"%s\">%s%s</th>"
        .formatted(style(column), Markup.escape(column.header()), unit);
  }

  private String row(List<Cell> row) {
    StringBuilder html = new StringBuilder("<tr>");
    for (int c = 0; c < row.size(); c++) {
      Cell cell = row.get(c);
      String style = "class=\"" + style(table.columns().get(c)) + "\"";
      html.append(
          c == 0 && cell instanceof Cell.Text
              ? "<th scope=\"row\" " + style + ">" + content(cell) + "</th>"
              : "<td " + style + ">" + content(cell) + "</td>");
    }
    return html.append("</tr>\n").toString();
  }

  private String content(Cell cell) {
    String shown = Markup.escape(footnotes.shown(cell));
    return cell instanceof Cell.Missing missing
        ? "<span class=\"missing\" title=\"%s\">%s<sup>%s</sup></span>"
            .formatted(Markup.escape(missing.reason()), shown, footnotes.mark(cell).orElseThrow())
        : shown;
  }

  private String notes() {
    StringBuilder html = new StringBuilder();
    for (Footnotes.Note note : footnotes.all()) {
      String mark = note.mark().isEmpty() ? "" : "<sup>" + note.mark() + "</sup> ";
      html.append("<p class=\"note\">").append(mark);
      html.append(Markup.escape(note.text())).append("</p>\n");
    }
    return html.toString();
  }

  private static String style(Column column) {
    return column.alignment().name().toLowerCase(Locale.ROOT);
  }
}
