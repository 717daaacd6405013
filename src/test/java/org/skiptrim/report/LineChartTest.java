package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.report.LineChart.Series;

class LineChartTest {

  private static final LineChart CHART =
      LineChart.of("ResNet20 <8,3>", "epoch", "accuracy (%)")
          .line(Series.of("train & test", new double[] {0, 100, 200}, new double[] {10, 80, 90}))
          .line(Series.of("test", new double[] {0, 100, 200}, new double[] {10, 70, 85}).dashed());

  @Test
  void draw_namesEverything() {
    String svg = CHART.mark(80, "÷10 <", "learning rate drop").draw().toSvg();
    Xml.parse(svg);
    for (String text :
        List.of(
            "ResNet20 &lt;8,3&gt;",
            "epoch",
            "accuracy (%)",
            "train &amp; test",
            "÷10 &lt;",
            "learning rate drop")) {
      assertTrue(svg.contains(">" + text + "</text>"), text);
    }
  }

  @Test
  void draw_sameBytesTwice() {
    assertEquals(CHART.draw().toSvg(), CHART.draw().toSvg());
  }

  @Test
  void draw_coloursInOrder() {
    List<Mark.Line> curves = curves(CHART.draw());
    assertEquals(Palette.series(0), curves.get(0).pen().colour());
    assertEquals(Palette.series(1), curves.get(1).pen().colour());
    assertTrue(curves.get(0).pen().dashes().isEmpty());
    assertFalse(curves.get(1).pen().dashes().isEmpty());
  }

  @Test
  void coloured_takesThatColour() {
    LineChart chart = CHART.line(CHART.series().get(1).coloured(0));
    assertEquals(Palette.series(0), curves(chart.draw()).get(2).pen().colour());
  }

  @Test
  void draw_curveStandsOnTheAxes() {
    Drawing drawing = CHART.draw();
    Mark.Line curve = curves(drawing).get(0);
    assertEquals(Drawings.label(drawing, "100").at().x(), curve.spots().get(1).x(), 1e-9);
    double tick80 = Drawings.label(drawing, "80").at().y();
    double tick90 = Drawings.label(drawing, "90").at().y();
    assertEquals(tick80 - tick90, curve.spots().get(1).y() - curve.spots().get(2).y(), 1e-9);
  }

  @Test
  void draw_fewMarkersLie() {
    Drawing drawing = CHART.mark(80, "÷10", "drop").mark(120, "÷10", "drop").draw();
    assertTrue(Drawings.label(drawing, "÷10").upright());
    Drawings.assertLabelsApart(drawing);
  }

  @Test
  void draw_closeMarkersStandApart() {
    LineChart chart = CHART.mark(80, "÷10", "drop");
    for (int i = 0; i < 9; i++) {
      chart = chart.mark(1 + i, "stage" + i / 3 + ".block" + i % 3 + ".add", "skip removed");
    }
    Drawing drawing = chart.draw();
    assertFalse(Drawings.label(drawing, "stage0.block0.add").upright());
    Drawings.assertLabelsApart(drawing);
  }

  /** What has no label needs no room above the plot, and no line to one. */
  @Test
  void draw_markersWithoutLabels_areLinesThroughThePlot() {
    LineChart plain = CHART;
    LineChart marked = CHART;
    for (int i = 0; i < 30; i++) {
      marked = marked.mark(80, "", "skip fades");
    }
    assertEquals(leads(plain.draw()), leads(marked.draw()));
    assertTrue(marked.draw().toSvg().contains("<title>skip fades</title>"));
    assertEquals(1, leads(CHART.mark(80, "a".repeat(400), "drop").draw()) - leads(plain.draw()));
  }

  private static long leads(Drawing drawing) {
    return curves(drawing).stream().filter(line -> line.spots().size() == 3).count();
  }

  @Test
  void draw_tooManyMarkersAreThinnedButTheRareStay() {
    LineChart chart = CHART;
    for (int i = 0; i < 150; i++) {
      chart = chart.mark(i, "skip " + i, "skip removed");
    }
    Drawing drawing = chart.mark(80.5, "÷10", "drop").draw();
    Drawings.assertLabelsApart(drawing);
    assertEquals("÷10", Drawings.label(drawing, "÷10").text());
    // A line for each marker, and each can be pointed at.
    assertTrue(drawing.toSvg().contains("<title>skip removed: skip 149</title>"));
  }

  @Test
  void draw_longLabelIsCut() {
    LineChart chart = CHART.mark(10, "a".repeat(200), "k").mark(11, "b", "k");
    Drawings.assertLabelsApart(chart.draw());
    assertTrue(chart.draw().toSvg().contains("<title>k: " + "a".repeat(200) + "</title>"));
  }

  @Test
  void draw_withoutFigures() {
    Drawing drawing = LineChart.of("t", "x", "y").draw();
    Xml.parse(drawing.toSvg());
    assertEquals("no figures yet", Drawings.label(drawing, "no figures yet").text());
  }

  @Test
  void draw_onePointIsADot() {
    Drawing drawing =
        LineChart.of("t", "x", "y").line(Series.of("s", new double[] {1}, new double[] {5})).draw();
    assertEquals(1, Drawings.marks(drawing, Mark.Dot.class).size());
  }

  @Test
  void yRange_cutsCurves() {
    Drawing drawing = CHART.yRange(40, 85).draw();
    double lowest = Drawings.label(drawing, "40").at().y();
    for (Mark.Line curve : curves(drawing)) {
      assertTrue(curve.spots().stream().allMatch(spot -> spot.y() <= lowest), curve.toString());
    }
  }

  @Test
  void yRange_empty() {
    assertThrows(IllegalArgumentException.class, () -> CHART.yRange(5, 5));
  }

  @Test
  void series_ofUnequalLengths() {
    Exception error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Series.of("s", new double[] {1, 2}, new double[] {1}));
    assertEquals("series 's' has 2 x, but 1 y", error.getMessage());
  }

  /** The curves are what is drawn in a series' group, last. */
  private static List<Mark.Line> curves(Drawing drawing) {
    return drawing.marks().stream()
        .filter(Mark.Group.class::isInstance)
        .flatMap(group -> ((Mark.Group) group).marks().stream())
        .filter(Mark.Line.class::isInstance)
        .map(Mark.Line.class::cast)
        .filter(line -> line.spots().size() > 1)
        .toList();
  }
}
