package org.skiptrim.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes the figures themselves, for programs. */
final class CsvTable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private final Table table;

  CsvTable(Table table) {
    this.table = table;
  }

  String write() {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord(header());
      for (List<Cell> row : table.rows()) {
        printer.printRecord(fields(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string refused to be appended to", e);
    }
    return text.toString();
  }

  private List<String> header() {
    List<String> header = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      String title = table.columns().get(c).title();
      header.addAll(
          hasMeans(c) ? List.of(title + " mean", title + " std", title + " n") : List.of(title));
    }
    return header;
  }

  private List<String> fields(List<Cell> row) {
    List<String> fields = new ArrayList<>();
    for (int c = 0; c < row.size(); c++) {
      Cell cell = row.get(c);
      if (!hasMeans(c)) {
        fields.add(field(cell));
      } else if (cell instanceof Cell.MeanStd mean) {
        fields.add(Numerals.exact(mean.mean()));
        fields.add(mean.trials() == 1 ? "" : Numerals.exact(mean.deviation()));
        fields.add(String.valueOf(mean.trials()));
      } else {
        fields.addAll(List.of(field(cell), "", ""));
      }
    }
    return fields;
  }

  private boolean hasMeans(int column) {
    return table.rows().stream().anyMatch(row -> row.get(column) instanceof Cell.MeanStd);
  }

  private static String field(Cell cell) {
    if (cell instanceof Cell.Decimal number) {
      return Numerals.exact(number.value());
    }
    if (cell instanceof Cell.Percent percent) {
      return Numerals.exact(percent.ratio());
    }
    return cell instanceof Cell.Text text ? text.text() : "";
  }
}
