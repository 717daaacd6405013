package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TableTest {

  private static final Table ACCURACY =
      Table.of("Accuracy", Column.text("model"), Column.number("test", "%"))
          .row(Cell.text("ResNet20"), Cell.meanStd(new double[] {91, 92, 93}, 2))
          .row(Cell.text("ResNet32"), Cell.missing("still running"))
          .row(Cell.text("ResNet44"), Cell.missing("no memory"))
          .row(Cell.text("ResNet56"), Cell.missing("still running"))
          .note("From the first 10,000 of 50,000 images.");

  @Test
  void table_rowOfWrongLength() {
    Table table = Table.of("Sizes", Column.text("a"), Column.text("b"));
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> table.row(Cell.text("one")));
    assertTrue(error.getMessage().contains("'Sizes' has 2 columns, but a row of 1 cells"));
  }

  @Test
  void row_leavesTheFirstTableAlone() {
    Table table = Table.of("t", Column.number("x"));
    table.row(Cell.number(1));
    assertTrue(table.rows().isEmpty());
  }

  @Test
  void toMarkdown_wholeTable() {
    assertEquals(
        """
        **Accuracy**

        | model    |      test (%) |
        | -------- | -------------:|
        | ResNet20 |  92.00 ± 1.00 |
        | ResNet32 | –<sup>a</sup> |
        | ResNet44 | –<sup>b</sup> |
        | ResNet56 | –<sup>a</sup> |

        <sup>a</sup> still running

        <sup>b</sup> no memory

        Mean ± sample standard deviation, n = 3 trials.

        From the first 10,000 of 50,000 images.
        """,
        ACCURACY.toMarkdown());
  }

  @Test
  void toText_wholeTable() {
    assertEquals(
        """
        Accuracy

        model          test (%)
        ResNet20   92.00 ± 1.00
        ResNet32            – a
        ResNet44            – b
        ResNet56            – a

        a still running

        b no memory

        Mean ± sample standard deviation, n = 3 trials.

        From the first 10,000 of 50,000 images.
        """,
        ACCURACY.toText());
  }

  @Test
  void toMarkdown_specialCharacters() {
    String text =
        Table.of("a*b", Column.text("<16,4> | x_y"))
            .row(Cell.text("two\nlines [1] `c` & ~"))
            .toMarkdown();
    assertTrue(text.contains("**a\\*b**"), text);
    assertTrue(text.contains("| \\<16,4\\> \\| x\\_y "), text);
    assertTrue(text.contains("| two lines \\[1\\] \\`c\\` \\& \\~ |"), text);
  }

  @Test
  void toMarkdown_alignment() {
    String text =
        Table.of("t", Column.text("l"), new Column("c", Column.Alignment.CENTER, ""))
            .row(Cell.text("left"), Cell.text("mid"))
            .toMarkdown();
    assertTrue(text.contains("| ---- |:---:|\n| left | mid |\n"), text);
  }

  @Test
  void toCsv_meansTakeThreeColumns() {
    assertEquals(
        """
        model,test (%) mean,test (%) std,test (%) n
        ResNet20,92,1,3
        ResNet32,,,
        ResNet44,,,
        ResNet56,,,
        """,
        ACCURACY.toCsv());
  }

  @Test
  void toCsv_fullPrecisionAndQuotes() {
    assertEquals(
        "\"name, \"\"quoted\"\"\",x,change\n\"two\nlines\",0.1234567890123,-0.34\n",
        Table.of("t", Column.text("name, \"quoted\""), Column.number("x"), Column.number("change"))
            .row(Cell.text("two\nlines"), Cell.number(0.1234567890123, 2), Cell.change(-0.34, 1))
            .toCsv());
  }

  @Test
  void toCsv_oneTrialHasNoDeviation() {
    String csv = Table.of("t", Column.number("x")).row(Cell.meanStd(new double[] {0.5}, 1)).toCsv();
    assertEquals("x mean,x std,x n\n0.5,,1\n", csv);
  }

  @Test
  void toLatex_wholeTable() {
    assertEquals(
        """
        \\begin{table}
        \\centering
        \\caption{Accuracy}
        \\begin{tabular}{lr}
        \\toprule
        model & test (\\%) \\\\
        \\midrule
        ResNet20 & 92.00 $\\pm$ 1.00 \\\\
        ResNet32 & --\\textsuperscript{a} \\\\
        ResNet44 & --\\textsuperscript{b} \\\\
        ResNet56 & --\\textsuperscript{a} \\\\
        \\bottomrule
        \\end{tabular}
        \\par\\smallskip{\\footnotesize \\textsuperscript{a}still running}
        \\par\\smallskip{\\footnotesize \\textsuperscript{b}no memory}
        \\par\\smallskip{\\footnotesize Mean $\\pm$ sample standard deviation, n = 3 trials.}
        \\par\\smallskip{\\footnotesize From the first 10,000 of 50,000 images.}
        \\end{table}
        """,
        ACCURACY.toLatex());
  }

  @Test
  void toLatex_longWords_areParagraphs() {
    Table table =
        Table.of("Tasks", Column.text("task"), Column.text("status"), Column.number("n"))
            .row(Cell.text("x".repeat(60)), Cell.text("y".repeat(30)), Cell.number(5));
    assertTrue(
        table.toLatex().contains("\\begin{tabular}{p{0.56\\linewidth}p{0.28\\linewidth}r}"),
        table.toLatex());
  }

  @Test
  void toLatex_specialCharacters() {
    assertEquals(
        "\\textbackslash{}x \\{\\} \\$ \\& \\# \\% a\\_b \\textasciicircum{} \\textasciitilde{}",
        LatexTable.escape("\\x {} $ & # % a_b ^ ~"));
    assertEquals(
        "\\textless{}16,4\\textgreater{} {[}1{]} $-$3", LatexTable.escape("<16,4> [1] −3"));
  }

  @Test
  void toHtml_missingCellHasItsReason() {
    String html = ACCURACY.toHtml();
    Xml.parse("<div>" + html + "</div>");
    assertTrue(html.contains("title=\"still running\">–<sup>a</sup>"), html);
    assertTrue(html.contains("<sup>b</sup> no memory</p>"), html);
    assertFalse(html.contains(">0<"), html);
  }

  @Test
  void toHtml_captionAndScopes() {
    String html = ACCURACY.toHtml();
    assertTrue(html.contains("<caption>Accuracy</caption>"), html);
    assertTrue(html.contains("<th scope=\"row\" class=\"left\">ResNet20</th>"), html);
    assertTrue(html.contains("<th scope=\"col\" class=\"right\">test <span"), html);
  }

  @Test
  void toHtml_escapes() {
    String html =
        Table.of("<b>\"&\u0001", Column.text("<i>")).row(Cell.missing("a \"quote\" <x>")).toHtml();
    Xml.parse("<div>" + html + "</div>");
    assertTrue(html.contains("<caption>&lt;b&gt;&quot;&amp;\uFFFD</caption>"), html);
    assertTrue(html.contains("title=\"a &quot;quote&quot; &lt;x&gt;\""), html);
  }

  @Test
  void shown_saysTrialsWhereTheyDiffer() {
    Table table =
        Table.of("t", Column.number("x"))
            .row(Cell.meanStd(new double[] {1, 3}, 1))
            .row(Cell.meanStd(new double[] {1, 2, 3}, 1));
    assertTrue(table.toMarkdown().contains("2.0 ± 1.4 (n = 2)"));
    assertTrue(table.toMarkdown().contains("2.0 ± 1.0 (n = 3)"));
    assertTrue(table.toMarkdown().contains("Mean ± sample standard deviation of n trials."));
  }
}
