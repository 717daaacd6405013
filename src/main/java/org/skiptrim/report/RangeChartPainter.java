package org.skiptrim.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Label;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.RangeChart.Histogram;
import org.skiptrim.report.RangeChart.Row;

/** Lays out a range chart. */
final class RangeChartPainter {
  private static final double PAD = 16;
  private static final double NAMES = 172;
  private static final double TITLE_SIZE = 15;
  private static final double HEAD_SIZE = 12;
  private static final double SIZE = 10;
  private static final double TOP = 66;
  private static final double ROW = 24;
  private static final double BARS = 19;
  private static final double NOTE = 156;
  private static final double BETWEEN = 14;
  private static final String COLOUR = Palette.series(0);

  private final RangeChart chart;
  private final double column;
  private final double bars;

  RangeChartPainter(RangeChart chart) {
    this.chart = chart;
    int count = Math.max(1, chart.columns().size());
    this.column = (Frame.RIGHT - PAD - NAMES) / count;
    this.bars = column - NOTE - BETWEEN;
  }

  Drawing drawing() {
    List<Mark> marks = new ArrayList<>();
    String title = TextWidth.cut(chart.title(), TITLE_SIZE, 0.9 * (Frame.RIGHT - PAD));
    marks.add(Label.of(PAD, 26, title, TITLE_SIZE, Palette.INK, Anchor.START).inBold());
    double bottom = TOP + ROW * chart.rows().size();
    for (int c = 0; c < chart.columns().size(); c++) {
      String heading = chart.columns().get(c);
      marks.add(Label.of(left(c), 50, heading, HEAD_SIZE, Palette.INK, Anchor.START));
      marks.add(edge(left(c) + chart.from() * bars, bottom));
      marks.add(edge(left(c) + chart.to() * bars, bottom));
    }
    for (int r = 0; r < chart.rows().size(); r++) {
      marks.add(row(chart.rows().get(r), TOP + ROW * r));
    }
    return new Drawing(Frame.WIDTH, bottom + PAD, chart.title(), description(), marks);
  }

  private double left(int index) {
    return PAD + NAMES + index * column;
  }

  private static Mark edge(double x, double bottom) {
    return Mark.Line.of(x, TOP - 6, x, bottom, Pen.dashed(Palette.AXIS, 1, 2, 3));
  }

  private Mark row(Row row, double top) {
    double base = top + BARS;
    List<Mark> marks = new ArrayList<>();
    String name = TextWidth.cut(row.name(), SIZE, NAMES - 8);
    marks.add(Label.of(PAD, base - 4, name, SIZE, Palette.FAINT_INK, Anchor.START));
    List<String> notes = new ArrayList<>();
    for (int c = 0; c < row.histograms().size(); c++) {
      Histogram histogram = row.histograms().get(c);
      if (!histogram.counts().isEmpty()) {
        marks.addAll(histogram(histogram, left(c), base));
        notes.add(chart.columns().get(c) + ": " + histogram.note());
      }
    }
    return new Mark.Group(row.name() + "; " + String.join("; ", notes), marks);
  }

  private List<Mark> histogram(Histogram histogram, double left, double base) {
    List<Mark> marks = new ArrayList<>();
    marks.add(Mark.Line.of(left, base, left + bars, base, Pen.solid(Palette.GRID, 1)));
    double most = Math.max(1, Collections.max(histogram.counts()));
    double width = bars / histogram.counts().size();
    for (int i = 0; i < histogram.counts().size(); i++) {
      double height = BARS * histogram.counts().get(i) / most;
      if (height > 0) {
        double x = left + i * width;
        marks.add(new Mark.Box(x, base - height, width, height, 0, COLOUR, Pen.solid(COLOUR, 0.3)));
      }
    }
    double beside = left + bars + BETWEEN / 2;
    marks.add(Label.of(beside, base - 4, histogram.note(), SIZE, Palette.FAINT_INK, Anchor.START));
    return marks;
  }

  private String description() {
    return "Histograms of %s in %d rows, with the ends of the range as dashed lines."
        .formatted(String.join(" and ", chart.columns()), chart.rows().size());
  }
}
