package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.report.BarChart.Group;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Label;
import org.skiptrim.report.Mark.Pen;

/** Lays out a bar chart. */
final class BarChartPainter {

  private static final double PLOT_HEIGHT = 220;
  private static final double VALUE_SIZE = 11;
  private static final double WIDEST_BAR = 52;
  private static final double BETWEEN_BARS = 4;

  private final BarChart chart;
  private final Frame frame;
  private final double slot;
  private final double bar;

  /** Whether values run upwards, since bars stand too close. */
  private final boolean turned;

  BarChartPainter(BarChart chart) {
    this.chart = chart;
    double highest =
        chart.groups().stream()
            .flatMap(group -> group.values().stream())
            .filter(value -> !value.isNaN())
            .max(Double::compare)
            .orElse(0.0);
    Axis y = Axis.around(0, highest > 0 ? highest : 1, 6);
    this.slot = (Frame.RIGHT - Frame.left(y)) / Math.max(1, chart.groups().size());
    this.bar = Math.min(WIDEST_BAR, 0.8 * slot / Math.max(1, chart.series().size()));
    double widest = TextWidth.of(Numerals.shown(highest, chart.decimals()), VALUE_SIZE, false);
    this.turned = widest > bar;
    double band = turned ? widest : VALUE_SIZE;
    this.frame = new Frame(chart.title(), chart.yLabel(), y, legend(), band, PLOT_HEIGHT);
  }

  Drawing drawing() {
    List<Mark> marks = new ArrayList<>(frame.marks());
    for (int g = 0; g < chart.groups().size(); g++) {
      double middle = frame.left + (g + 0.5) * slot;
      Group group = chart.groups().get(g);
      marks.add(frame.tickLabel(middle, TextWidth.cut(group.name(), 12, slot - 6), 12));
      for (int s = 0; s < chart.series().size(); s++) {
        double left = middle + (s - chart.series().size() / 2.0) * bar;
        marks.add(bar(group, s, left + BETWEEN_BARS / 2));
      }
    }
    marks.add(frame.xAxis());
    if (chart.groups().isEmpty()) {
      marks.add(frame.nothing("no figures yet"));
    }
    return new Drawing(Frame.WIDTH, frame.bottom + 32, chart.title(), description(), marks);
  }

  private Mark bar(Group group, int series, double left) {
    double value = group.values().get(series);
    String shown = Double.isNaN(value) ? "–" : Numerals.shown(value, chart.decimals());
    double top = Double.isNaN(value) ? frame.bottom : frame.place(value);
    double width = bar - BETWEEN_BARS;
    List<Mark> marks = new ArrayList<>();
    if (!Double.isNaN(value)) {
      String colour = Palette.series(series);
      marks.add(
          new Mark.Box(left, top, width, frame.bottom - top, 0, colour, Pen.solid(colour, 0.5)));
    }
    marks.add(value(shown, left + width / 2, top));
    return new Mark.Group(group.name() + ", " + chart.series().get(series) + ": " + shown, marks);
  }

  private Mark value(String shown, double x, double top) {
    return turned
        ? Label.of(x + 4, top - 5, shown, VALUE_SIZE, Palette.INK, Anchor.START).turned()
        : Label.of(x, top - 5, shown, VALUE_SIZE, Palette.INK, Anchor.MIDDLE);
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int s = 0; s < chart.series().size(); s++) {
      String colour = Palette.series(s);
      entries.add(new Legend.Entry(chart.series().get(s), Pen.solid(colour, 0.5), colour));
    }
    return entries;
  }

  private String description() {
    List<String> names = chart.groups().stream().map(Group::name).toList();
    return "Bar chart of %s: %s, each for %s."
        .formatted(chart.yLabel(), String.join(", ", names), String.join(", ", chart.series()));
  }
}
