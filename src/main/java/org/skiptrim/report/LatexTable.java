package org.skiptrim.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

  /** Characters that a line of a page holds in a paper of one column. */
  private static final int PAGE = 90;

  /** What words may take of the line; the rest is the space between columns. */
  private static final double TEXT = 0.85;

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

  /** Columns of words are paragraphs where lines would run out of the page. */
  private String letters() {
    int[] lengths = IntStream.range(0, table.columns().size()).map(this::longest).toArray();
    int all = IntStream.of(lengths).sum();
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < lengths.length; i++) {
      letters.append(
          switch (table.columns().get(i).alignment()) {
            case LEFT -> all > PAGE ? paragraph(lengths[i], all) : "l";
            case CENTER -> "c";
            case RIGHT -> "r";
          });
    }
    return letters.toString();
  }

  private int longest(int column) {
    return Math.max(
        table.columns().get(column).title().length(),
        table.rows().stream()
            .mapToInt(row -> footnotes.shown(row.get(column)).length())
            .max()
            .orElse(0));
  }

  private static String paragraph(int length, int all) {
    return String.format(Locale.ROOT, "p{%.2f\\linewidth}", TEXT * length / all);
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
