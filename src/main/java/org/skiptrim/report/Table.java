package org.skiptrim.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A titled table of typed cells, written as Markdown, CSV, HTML or LaTeX. Immutable: {@link #row}
 * and {@link #note} give a longer table.
 *
 * <pre>{@code
 * Table.of("Accuracy", Column.text("model"), Column.number("test accuracy", "%"))
 *     .row(Cell.text("ResNet20"), Cell.meanStd(new double[] {91.2, 91.4}, 2))
 *     .row(Cell.text("ResNet32"), Cell.missing("still running"))
 *     .note("Accuracy from the integer network.");
 * }</pre>
 *
 * @param rows as many cells a row as there are columns
 * @param notes sentences under the table; those of missing cells and of trials come by themselves
 */
public record Table(String title, List<Column> columns, List<List<Cell>> rows, List<String> notes) {

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if a row's length isn't the number of columns
   */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    notes = List.copyOf(notes);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("table '" + title + "' has no columns; give at least one");
    }
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "table '%s' has %d columns, but a row of %d cells: %s"
                .formatted(title, columns.size(), row.size(), row));
      }
    }
  }

  /** A table without rows. */
  public static Table of(String title, Column... columns) {
    return new Table(title, List.of(columns), List.of(), List.of());
  }

  /** This table with one more row. */
  public Table row(Cell... cells) {
    return new Table(title, columns, appended(rows, Arrays.asList(cells)), notes);
  }

  /** This table with one more sentence under it. */
  public Table note(String note) {
    return new Table(title, columns, rows, appended(notes, note));
  }

  /** GitHub Markdown: the title in bold, the table, its footnotes. */
  public String toMarkdown() {
    return new MarkdownTable(this).write();
  }

  /** Plain text for a terminal: the title, aligned columns, footnotes. */
  public String toText() {
    return new TextTable(this).write();
  }

  /**
   * CSV (RFC 4180 with line feeds): one header line, numbers in full precision, missing figures
   * empty. A column with means becomes three: mean, std, n. Ratios stay ratios.
   */
  public String toCsv() {
    return new CsvTable(this).write();
  }

  /** An HTML {@code table} element with its footnotes, for a page of one's own. */
  public String toHtml() {
    return new HtmlTable(this).write();
  }

  /** A LaTeX {@code table} environment; needs the package booktabs and no other. */
  public String toLatex() {
    return new LatexTable(this).write();
  }

  static <T> List<T> appended(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }
}
