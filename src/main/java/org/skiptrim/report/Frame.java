package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Label;
import org.skiptrim.report.Mark.Pen;

/**
 * What line and bar charts share: title, legend, the y axis and its grid, and from them where the
 * data stand. Top to bottom: title, legend, a band for labels, the plot, the x axis.
 */
final class Frame {

  static final double WIDTH = 820;
  static final double RIGHT = WIDTH - 16;
  static final double TICK_SIZE = 11;
  private static final double TITLE_SIZE = 15;
  private static final double AXIS_SIZE = 12;
  private static final double PAD = 16;

  final double left;
  final double top;
  final double bottom;
  private final Axis y;
  private final List<Mark> marks = new ArrayList<>();

  /**
   * @param band the height kept free between legend and plot
   * @param height the height of the plot
   */
  Frame(
      String title, String yLabel, Axis y, List<Legend.Entry> entries, double band, double height) {
    this.y = y;
    this.left = left(y);
    marks.add(
        Label.of(
                PAD,
                26,
                TextWidth.cut(title, TITLE_SIZE, 0.9 * (RIGHT - PAD)),
                TITLE_SIZE,
                Palette.INK,
                Anchor.START)
            .inBold());
    Legend legend = new Legend(entries, left, 38, RIGHT - left);
    marks.addAll(legend.marks());
    this.top = legend.bottom() + 12 + band;
    this.bottom = top + height;
    marks.add(
        Label.of(PAD + 8, (top + bottom) / 2, yLabel, AXIS_SIZE, Palette.INK, Anchor.MIDDLE)
            .turned());
    grid();
  }

  /** Where a plot with this y axis begins, which doesn't hang on anything else. */
  static double left(Axis y) {
    double widest =
        y.ticks().stream()
            .mapToDouble(tick -> TextWidth.of(y.label(tick), TICK_SIZE, false))
            .max()
            .orElse(0);
    return PAD + 22 + widest;
  }

  private void grid() {
    for (double tick : y.ticks()) {
      double at = place(tick);
      marks.add(Mark.Line.of(left, at, RIGHT, at, Pen.solid(Palette.GRID, 1)));
      marks.add(
          Label.of(left - 7, at + 4, y.label(tick), TICK_SIZE, Palette.FAINT_INK, Anchor.END));
    }
  }

  /** The line below the plot. */
  Mark xAxis() {
    return Mark.Line.of(left, bottom, RIGHT, bottom, Pen.solid(Palette.AXIS, 1));
  }

  /** What the x axis counts, below its ticks. */
  Mark xTitle(String label) {
    return Label.of((left + RIGHT) / 2, bottom + 38, label, AXIS_SIZE, Palette.INK, Anchor.MIDDLE);
  }

  /** A name below the axis. */
  Mark tickLabel(double x, String text, double size) {
    return Label.of(x, bottom + 18, text, size, Palette.FAINT_INK, Anchor.MIDDLE);
  }

  /** In the middle of an empty plot. */
  Mark nothing(String text) {
    return Label.of(
        (left + RIGHT) / 2, (top + bottom) / 2, text, AXIS_SIZE, Palette.FAINT_INK, Anchor.MIDDLE);
  }

  /** The height of a y value. */
  double place(double value) {
    return y.place(value, bottom, top);
  }

  /** Title, legend, grid. */
  List<Mark> marks() {
    return marks;
  }
}
