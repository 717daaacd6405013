package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.report.RangeChart.Histogram;
import org.skiptrim.report.RangeChart.Row;

class RangeChartTest {
  private static final RangeChart CHART =
      new RangeChart(
          "ResNet8, ap_fixed<4,2>",
          List.of("weights", "activations"),
          0.25,
          0.75,
          List.of(
              new Row(
                  "stem.conv",
                  List.of(
                      new Histogram(List.of(0L, 4L, 8L, 0L), "0.0 % out, 3 % to 0"),
                      new Histogram(List.of(1L, 0L, 0L, 2L), "12.0 % out, 40 % to 0"))),
              new Row(
                  "stage1.block1.add",
                  List.of(
                      Histogram.NONE, new Histogram(List.of(0L, 0L, 0L, 0L), "nothing at all")))));

  @Test
  void draw_namesRowsColumnsAndNotes() {
    String svg = CHART.draw().toSvg();
    Xml.parse(svg);
    for (String text :
        List.of(
            "ResNet8, ap_fixed&lt;4,2&gt;",
            "weights",
            "activations",
            "stem.conv",
            "stage1.block1.add",
            "12.0 % out, 40 % to 0")) {
      assertTrue(svg.contains(">" + text + "</text>"), text);
    }
    assertTrue(svg.contains("<title>stage1.block1.add; activations: nothing at all</title>"));
    Drawings.assertLabelsApart(CHART.draw());
  }

  @Test
  void draw_barsAsHighAsTheirShareOfTheHighest() {
    List<Mark.Box> bars = new ArrayList<>();
    for (Mark mark : CHART.draw().marks()) {
      if (mark instanceof Mark.Group group) {
        group.marks().stream()
            .filter(Mark.Box.class::isInstance)
            .map(Mark.Box.class::cast)
            .forEach(bars::add);
      }
    }
    assertEquals(4, bars.size());
    assertEquals(0.5, bars.get(0).height() / bars.get(1).height(), 1e-9);
    assertEquals(0.5, bars.get(2).height() / bars.get(3).height(), 1e-9);
  }
}
