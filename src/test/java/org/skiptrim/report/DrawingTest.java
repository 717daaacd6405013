package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;
import org.w3c.dom.Element;

class DrawingTest {

  private static final Pen PEN = Pen.dashed("#0072B2", 2, 5, 3);
  private static final Drawing ALL_MARKS =
      new Drawing(
          100,
          60.2,
          "All \"marks\"",
          "a < b",
          List.of(
              Mark.Line.of(0, 0, 10.126, 5, PEN),
              new Mark.Curve(new Spot(0, 0), new Spot(5, 0), new Spot(5, 9), new Spot(0, 9), PEN),
              new Mark.Polygon(List.of(new Spot(0, 0), new Spot(4, 0), new Spot(0, 4)), "#222222"),
              new Mark.Dot(new Spot(50, 30), 6, "#009E73"),
              new Mark.Box(70, 10, 20, 20, 2, "#D55E00", Pen.solid("#D55E00", 1)),
              Mark.Label.of(20, 50, "<16,4>", 12, "#222222", Anchor.END).turned().inBold(),
              new Mark.Group("tip", List.of(new Mark.Dot(new Spot(1, 1), 1, "#222222")))));

  @Test
  void toSvg_everyMark() {
    Element svg = Xml.parse(ALL_MARKS.toSvg()).getDocumentElement();
    assertEquals("0 0 100 61", svg.getAttribute("viewBox"));
    assertEquals("All \"marks\". a < b", svg.getAttribute("aria-label"));
    for (String name :
        List.of("title", "desc", "polyline", "path", "polygon", "circle", "rect", "text", "g")) {
      assertTrue(svg.getElementsByTagName(name).getLength() > 0, name);
    }
    assertEquals("<16,4>", svg.getElementsByTagName("text").item(0).getTextContent());
  }

  @Test
  void toSvg_hundredthsSuffice() {
    assertTrue(ALL_MARKS.toSvg().contains("points=\"0,0 10.13,5\""), ALL_MARKS.toSvg());
  }

  @Test
  void toSvg_standsAlone() {
    String svg = ALL_MARKS.toSvg();
    assertFalse(svg.contains(" id=") || svg.contains("href") || svg.contains("url("), svg);
  }

  @Test
  void writePng_showsTheMarks(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("all.png");
    ALL_MARKS.writePng(file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(200, image.getWidth());
    assertEquals(122, image.getHeight());
    assertEquals(0xFFFFFFFF, image.getRGB(199, 121));
    assertEquals(0xFF009E73, image.getRGB(100, 60));
    assertEquals(0xFFD55E00, image.getRGB(160, 40));
  }

  @Test
  void tint_mixesWithWhite() {
    assertEquals("#FFFFFF", Palette.tint("#0072B2", 0));
    assertEquals("#0072B2", Palette.tint("#0072B2", 1));
    assertEquals("#80B9D9", Palette.tint("#0072B2", 0.5));
  }

  @Test
  void cut_asLongAsThereIsRoom() {
    assertEquals("short", TextWidth.cut("short", 10, 100));
    String cut = TextWidth.cut("a name that is far too long", 10, 100);
    assertTrue(cut.endsWith("…") && TextWidth.of(cut, 10, false) <= 100, cut);
  }
}
