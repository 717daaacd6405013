package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.report.Legend.Entry;
import org.skiptrim.report.Mark.Pen;

class LegendTest {

  private static final Pen PEN = Pen.solid("#0072B2", 2);

  @Test
  void legend_oneRow() {
    Legend legend = new Legend(List.of(Entry.line("train", PEN)), 10, 40, 500);
    Mark.Line swatch = (Mark.Line) legend.marks().get(0);
    assertEquals(10, swatch.spots().get(0).x());
    assertEquals(59, legend.bottom());
  }

  @Test
  void legend_breaksIntoRowsWithinItsRoom() {
    Legend legend = new Legend(Collections.nCopies(7, Entry.line("a series", PEN)), 10, 40, 250);
    Drawing drawing = new Drawing(260, legend.bottom(), "legend", "", legend.marks());
    Drawings.assertLabelsApart(drawing);
    assertTrue(legend.bottom() > 59 + 19);
  }

  @Test
  void legend_cutsANameLongerThanARow() {
    Legend legend = new Legend(List.of(new Entry("n".repeat(90), PEN, "#FFFFFF")), 0, 0, 200);
    Drawings.assertLabelsApart(new Drawing(200, legend.bottom(), "legend", "", legend.marks()));
  }

  @Test
  void legend_withoutEntriesTakesNoRoom() {
    assertEquals(40, new Legend(List.of(), 10, 40, 500).bottom());
  }
}
