package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {

  private static final BarChart CHART =
      BarChart.of("Utilization", "% of residual", 1, "residual", "skipless")
          .group("LUT", 100, 83.9)
          .group("DSP", 100, Double.NaN);

  @Test
  void draw_namesEverything() {
    String svg = CHART.draw().toSvg();
    Xml.parse(svg);
    for (String text :
        List.of("Utilization", "% of residual", "residual", "skipless", "LUT", "DSP", "83.9")) {
      assertTrue(svg.contains(">" + text + "</text>"), text);
    }
    Drawings.assertLabelsApart(CHART.draw());
  }

  @Test
  void draw_barsAsHighAsTheirValues() {
    List<Mark.Box> bars = bars(CHART.draw());
    assertEquals(0.839, bars.get(1).height() / bars.get(0).height(), 1e-9);
  }

  @Test
  void draw_missingIsADashWithoutBar() {
    Drawing drawing = CHART.draw();
    assertEquals(3, bars(drawing).size());
    assertEquals("–", Drawings.label(drawing, "–").text());
    assertTrue(drawing.toSvg().contains("<title>DSP, skipless: –</title>"));
  }

  @Test
  void draw_valuesOfNarrowBarsRunUpwards() {
    BarChart chart = BarChart.of("t", "kbit", 0, "a", "b", "c");
    for (int i = 0; i < 9; i++) {
      chart = chart.group("<" + i + ">", 12_345 - i, 8_000 - i, 9_000 - i);
    }
    assertFalse(Drawings.label(chart.draw(), "12,345").upright());
    Drawings.assertLabelsApart(chart.draw());
  }

  @Test
  void draw_withoutGroups() {
    Drawing drawing = BarChart.of("t", "y", 0, "a").draw();
    assertEquals("no figures yet", Drawings.label(drawing, "no figures yet").text());
  }

  @Test
  void group_ofWrongLength() {
    Exception error =
        assertThrows(IllegalArgumentException.class, () -> CHART.group("FF", 1, 2, 3));
    assertEquals("group 'FF' has 3 values for 2 series", error.getMessage());
  }

  @Test
  void group_negative() {
    assertThrows(IllegalArgumentException.class, () -> CHART.group("FF", -1, 2));
  }

  private static List<Mark.Box> bars(Drawing drawing) {
    return Drawings.marks(drawing, Mark.Box.class).stream()
        .filter(box -> box.radius() == 0)
        .toList();
  }
}
