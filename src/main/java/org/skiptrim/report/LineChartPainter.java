package org.skiptrim.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.skiptrim.report.LineChart.Marker;
import org.skiptrim.report.LineChart.Point;
import org.skiptrim.report.LineChart.Range;
import org.skiptrim.report.LineChart.Series;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;

/** Lays out a line chart. */
final class LineChartPainter {

  private static final double PLOT_HEIGHT = 300;

  private final LineChart chart;
  private final List<String> kinds;
  private final Axis x;
  private final Axis y;
  private final MarkerLabels labels;
  private final Frame frame;

  LineChartPainter(LineChart chart) {
    this.chart = chart;
    this.kinds = chart.markers().stream().map(Marker::kind).distinct().toList();
    double[] xs =
        DoubleStream.concat(
                points().mapToDouble(Point::x), chart.markers().stream().mapToDouble(Marker::x))
            .toArray();
    Axis axis = Axis.exactly(min(xs), max(xs), 10);
    this.x =
        Arrays.stream(xs).allMatch(value -> value == Math.rint(value)) ? axis.counting() : axis;
    this.y = yAxis();
    double left = Frame.left(y);
    this.labels = new MarkerLabels(chart.markers(), at -> placeX(at, left), left);
    this.frame =
        new Frame(chart.title(), chart.yLabel(), y, legend(), labels.height(), PLOT_HEIGHT);
  }

  Drawing drawing() {
    List<Mark> marks = new ArrayList<>(frame.marks());
    for (double tick : x.ticks()) {
      double at = placeX(tick, frame.left);
      marks.add(Mark.Line.of(at, frame.bottom, at, frame.bottom + 4, Pen.solid(Palette.AXIS, 1)));
      marks.add(frame.tickLabel(at, x.label(tick), Frame.TICK_SIZE));
    }
    marks.add(frame.xAxis());
    marks.add(frame.xTitle(chart.xLabel()));
    marks.addAll(labels.marks(frame.top, frame.bottom, marker -> kinds.indexOf(marker.kind())));
    for (int i = 0; i < chart.series().size(); i++) {
      Series series = chart.series().get(i);
      marks.add(new Mark.Group(series.name(), curve(series, pen(i))));
    }
    if (points().findAny().isEmpty()) {
      marks.add(frame.nothing("no figures yet"));
    }
    return new Drawing(Frame.WIDTH, frame.bottom + 50, chart.title(), description(), marks);
  }

  private List<Mark> curve(Series series, Pen pen) {
    List<Mark> marks = new ArrayList<>();
    for (List<Point> piece : Pieces.within(series.points(), y.from(), y.to())) {
      List<Spot> spots =
          piece.stream()
              .map(point -> new Spot(placeX(point.x(), frame.left), frame.place(point.y())))
              .toList();
      marks.add(
          spots.size() == 1
              ? new Mark.Dot(spots.get(0), 2.5, pen.colour())
              : new Mark.Line(spots, pen));
    }
    return marks;
  }

  private double placeX(double value, double left) {
    return x.place(value, left, Frame.RIGHT);
  }

  private Axis yAxis() {
    if (chart.range().isPresent()) {
      Range range = chart.range().get();
      return Axis.exactly(range.from(), range.to(), 8);
    }
    double[] ys = points().mapToDouble(Point::y).toArray();
    return Axis.around(min(ys), max(ys), 8);
  }

  private Stream<Point> points() {
    return chart.series().stream()
        .flatMap(series -> series.points().stream())
        .filter(point -> Double.isFinite(point.y()));
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < chart.series().size(); i++) {
      entries.add(Legend.Entry.line(chart.series().get(i).name(), pen(i)));
    }
    kinds.forEach(
        kind -> entries.add(Legend.Entry.line(kind, MarkerLabels.pen(kinds.indexOf(kind)))));
    return entries;
  }

  private Pen pen(int index) {
    Series series = chart.series().get(index);
    String colour = Palette.series(series.colour() == Series.OWN ? index : series.colour());
    return series.isDashed() ? Pen.dashed(colour, 1.5, 5, 3) : Pen.solid(colour, 2);
  }

  private String description() {
    List<String> names = chart.series().stream().map(Series::name).toList();
    String what = "Line chart of " + chart.yLabel() + " over " + chart.xLabel();
    return what + (names.isEmpty() ? ", empty." : ": " + String.join(", ", names) + ".");
  }

  private static double min(double[] values) {
    return DoubleStream.of(values).min().orElse(0);
  }

  private static double max(double[] values) {
    return DoubleStream.of(values).max().orElse(1);
  }
}
