package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.skiptrim.report.HtmlReport.Details;
import org.skiptrim.report.HtmlReport.Figures;
import org.skiptrim.report.HtmlReport.Paragraph;
import org.skiptrim.report.HtmlReport.Tabular;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class HtmlReportTest {

  private static final Table TABLE =
      Table.of("Sizes", Column.text("part"), Column.number("LUT"))
          .row(Cell.text("<conv>"), Cell.number(33_314))
          .row(Cell.text("dense"), Cell.missing("no tools"));
  private static final Drawing BARS = BarChart.of("Bars", "%", 0, "a").group("LUT", 12_345).draw();
  private static final Drawing NET =
      NetworkDiagram.of("Net", "conv").box("a", "", "conv").box("b", "", "conv").draw();

  private static final HtmlReport REPORT =
      HtmlReport.of("Skips & <trims>", "A \"quick\" run")
          .figure("91.0 %", "accuracy", "5 trials")
          .figure("−34 %", "block RAM", "")
          .section("Accuracy", new Paragraph("1 < 2 & ${x}"), new Tabular(TABLE))
          .section("Pictures", Figures.of("Before, after", BARS, NET), Figures.of("", NET))
          .section("Settings", new Details("quick<start>.yaml", "a: 1\n  b: '<8,3>'\n"))
          .section("More")
          .origin("revision", "2d60258")
          .origin("machine", "2 cores & more");

  private static final String HTML = REPORT.toHtml();

  @Test
  void toHtml_wellFormed() {
    assertTrue(HTML.startsWith("<!DOCTYPE html>\n<html lang=\"en\">"), HTML.substring(0, 60));
    assertEquals("html", Xml.parse(HTML).getDocumentElement().getTagName());
  }

  @Test
  void toHtml_escapes() {
    Document page = Xml.parse(HTML);
    assertEquals("Skips & <trims>", text(page, "h1"));
    assertEquals("A \"quick\" run", text(page, "p"));
    assertEquals("quick<start>.yaml", text(page, "summary"));
    assertEquals("a: 1\n  b: '<8,3>'\n", text(page, "code"));
    assertTrue(HTML.contains("<p>1 &lt; 2 &amp; ${x}</p>"), HTML);
  }

  @Test
  void toHtml_everyBlock() {
    assertTrue(HTML.contains(TABLE.toHtml()));
    assertTrue(HTML.contains(BARS.toSvg()));
    assertTrue(HTML.contains("<figcaption>Before, after</figcaption>"));
    assertEquals(3, Xml.parse(HTML).getElementsByTagName("svg").getLength());
    assertEquals(1, Xml.parse(HTML).getElementsByTagName("figcaption").getLength());
  }

  @Test
  void toHtml_selfContained() {
    Pattern outside = Pattern.compile("(src|href|srcset|data)\\s*=\\s*\"(?!#)|@import|url\\(");
    assertFalse(outside.matcher(HTML).find());
    assertFalse(HTML.contains("<script") || HTML.contains("<link"));
  }

  @Test
  void toHtml_linksLeadToTheirSections() {
    NodeList links = Xml.parse(HTML).getElementsByTagName("a");
    assertEquals(4, links.getLength());
    assertTrue(HTML.contains("<a href=\"#section-2\">Pictures</a>"));
    assertTrue(HTML.contains("<h2 id=\"section-2\">Pictures</h2>"));
  }

  @Test
  void toHtml_keyFiguresAndOriginsInOrder() {
    List<String> parts = List.of("91.0 %", "−34 %", "<dt>revision</dt>", "<dt>machine</dt>");
    int at = 0;
    for (String part : parts) {
      int found = HTML.indexOf(part, at);
      assertTrue(found >= at, part);
      at = found;
    }
  }

  @Test
  void toHtml_sameBytesTwice() {
    assertEquals(HTML, REPORT.toHtml());
  }

  @Test
  void toHtml_bareReport() {
    String html = HtmlReport.of("Nothing", "").toHtml();
    Xml.parse(html);
    assertFalse(html.contains("<footer>") || html.contains("<nav") || html.contains("<dl"), html);
  }

  @Test
  void origin_replacesTheSameKey() {
    assertEquals("x", REPORT.origin("revision", "x").provenance().get("revision"));
    assertEquals("2d60258", REPORT.provenance().get("revision"));
  }

  private static String text(Document page, String tag) {
    return page.getElementsByTagName(tag).item(0).getTextContent();
  }
}
