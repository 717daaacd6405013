package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;

/** Writes a table for a terminal: padded columns, no markup. */
final class TextTable {
  private static final String GAP = "   ";

  private final Table table;
  private final Footnotes footnotes;

  TextTable(Table table) {
    this.table = table;
    this.footnotes = new Footnotes(table);
  }

  String write() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Column::title).toList());
    table.rows().forEach(row -> lines.add(row.stream().map(this::cell).toList()));
    PaddedColumns columns = new PaddedColumns(table.columns(), lines, 0);

    StringBuilder text = new StringBuilder(table.title()).append("\n\n");
    lines.forEach(
        line -> text.append(String.join(GAP, columns.pad(line)).stripTrailing()).append('\n'));
    for (Footnotes.Note note : footnotes.all()) {
      text.append('\n').append(note.mark()).append(note.mark().isEmpty() ? "" : " ");
      text.append(note.text()).append('\n');
    }
    return text.toString();
  }

  private String cell(Cell cell) {
    return footnotes.shown(cell) + footnotes.mark(cell).map(mark -> " " + mark).orElse("");
  }
}
