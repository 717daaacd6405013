package org.skiptrim.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a booktabs table. */
final class LatexTable {

  private static final Map<Character, String> COMMANDS =
      Map.ofEntries(
          Map.entry('\\', "\\textbackslash{}"),
          Map.entry('{', "\\{"),
          Map.entry('}', "\\}"),
          Map.entry('$', "\\$"),
          Map.entry('&', "\\&"),
          Map.entry('#', "\\#"),
          Map.entry('%', "\\%"),
          Map.entry('_', "\\_"),
          Map.entry('^', "\\textasciicircum{}"),
          Map.entry('~', "\\textasciitilde{}"),
          Map.entry('<', "\\textless{}"),
          Map.entry('>', "\\textgreater{}"),
          Map.entry('|', "\\textbar{}"),
          // After a line's \\ a bare bracket would be read as that command's argument.
          Map.entry('[', "{[}"),
          Map.entry(']', "{]}"),
          Map.entry('−', "$-$"),
          Map.entry('±', "$\\pm$"),
          Map.entry('×', "$\\times$"),
          Map.entry('÷', "$\\div$"),
          Map.entry('→', "$\\to$"),
          Map.entry('≤', "$\\le$"),
          Map.entry('≥', "$\\ge$"),
          Map.entry('–', "--"),
          Map.entry('—', "---"),
          Map.entry('…', "\\dots{}"),
          Map.entry('\n', " "),
          Map.entry('\r', " "));

  private final Table table;
  private final Footnotes footnotes;

  LatexTable(Table table) {
    this.table = table;
    this.footnotes = new Footnotes(table);
  }

  String write() {
    StringBuilder text = new StringBuilder("\\begin{table}\n\\centering\n");
    text.append("\\caption{").append(escape(table.title())).append("}\n");
    text.append("\\begin{tabular}{").append(letters()).append("}\n\\toprule\n");
    text.append(line(table.columns().stream().map(column -> escape(column.title())).toList()));
    text.append("\\midrule\n");
    table.rows().forEach(row -> text.append(line(row.stream().map(this::cell).toList())));
    text.append("\\bottomrule\n\\end{tabular}\n");
    for (Footnotes.Note note : footnotes.all()) {
      text.append("\\par\\smallskip{\\footnotesize ");
      text.append(superscript(note.mark())).append(escape(note.text())).append("}\n");
    }
    return text.append("\\end{table}\n").toString();
  }

  private String letters() {
    return table.columns().stream()
        .map(
            column ->
                switch (column.alignment()) {
                  case LEFT -> "l";
                  case CENTER -> "c";
                  case RIGHT -> "r";
                })
        .collect(Collectors.joining());
  }

  private String cell(Cell cell) {
    return escape(footnotes.shown(cell)) + superscript(footnotes.mark(cell).orElse(""));
  }

  private static String superscript(String mark) {
    return mark.isEmpty() ? "" : "\\textsuperscript{" + mark + "}";
  }

  private static String line(List<String> cells) {
    return String.join(" & ", cells) + " \\\\\n";
  }

  static String escape(String text) {
    return text.chars()
        .mapToObj(c -> COMMANDS.getOrDefault((char) c, String.valueOf((char) c)))
        .collect(Collectors.joining());
  }
}
