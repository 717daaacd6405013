package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Curves over a common axis, with vertical markers where something happened. Immutable: {@link
 * #line}, {@link #mark} and {@link #yRange} give a further chart.
 *
 * @param series the curves, in the order of their colours
 * @param markers what happened, in any order
 * @param range the y axis shown; if empty, what the curves need
 */
public record LineChart(
    String title,
    String xLabel,
    String yLabel,
    List<Series> series,
    List<Marker> markers,
    Optional<Range> range) {

  /** A point of a curve; a y that isn't a number is a gap. */
  public record Point(double x, double y) {
    /** Refuses an x that isn't a number. */
    public Point {
      if (!Double.isFinite(x)) {
        throw new IllegalArgumentException("x " + x + " has no place on an axis; leave it out");
      }
    }
  }

  /** An interval of y. */
  public record Range(double from, double to) {
    /** Refuses an empty one. */
    public Range {
      if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
        throw new IllegalArgumentException(
            "y range " + from + " to " + to + " is empty or endless");
      }
    }
  }

  /**
   * A curve.
   *
   * @param colour its place in the palette, from 0; {@link #OWN} takes its place in the chart
   */
  public record Series(String name, List<Point> points, boolean isDashed, int colour) {
    /** The colour that nobody chose. */
    public static final int OWN = -1;

    /** Copies. */
    public Series {
      Objects.requireNonNull(name, "name");
      points = List.copyOf(points);
      if (colour < OWN) {
        throw new IllegalArgumentException("colour " + colour + " of '" + name + "' is below 0");
      }
    }

    /**
     * A solid curve in a colour of its own.
     *
     * @throws IllegalArgumentException if there are not as many y as x
     */
    public static Series of(String name, double[] x, double[] y) {
      if (x.length != y.length) {
        throw new IllegalArgumentException(
            "series '%s' has %d x, but %d y".formatted(name, x.length, y.length));
      }
      List<Point> points = new ArrayList<>();
      for (int i = 0; i < x.length; i++) {
        points.add(new Point(x[i], y[i]));
      }
      return new Series(name, points, false, OWN);
    }

    /** This curve, dashed. */
    public Series dashed() {
      return new Series(name, points, true, colour);
    }

    /** This curve in the palette's colour of that place, for curves that belong together. */
    public Series coloured(int place) {
      return new Series(name, points, isDashed, place);
    }
  }

  /**
   * A vertical line.
   *
   * @param label what stands above it, short
   * @param kind what the legend calls all lines of its sort, for instance "skip removed"
   */
  public record Marker(double x, String label, String kind) {}

  /** Copies. */
  public LineChart {
    series = List.copyOf(series);
    markers = List.copyOf(markers);
    Objects.requireNonNull(range, "range");
  }

  /** A chart without curves. */
  public static LineChart of(String title, String xLabel, String yLabel) {
    return new LineChart(title, xLabel, yLabel, List.of(), List.of(), Optional.empty());
  }

  /** This chart with one more curve. */
  public LineChart line(Series added) {
    return new LineChart(title, xLabel, yLabel, Table.appended(series, added), markers, range);
  }

  /** This chart with one more marker. */
  public LineChart mark(double x, String label, String kind) {
    List<Marker> more = Table.appended(markers, new Marker(x, label, kind));
    return new LineChart(title, xLabel, yLabel, series, more, range);
  }

  /** This chart with only that part of the y axis; curves are cut where they leave it. */
  public LineChart yRange(double from, double to) {
    Range chosen = new Range(from, to);
    return new LineChart(title, xLabel, yLabel, series, markers, Optional.of(chosen));
  }

  /** The picture. Without a single figure it says so. */
  public Drawing draw() {
    return new LineChartPainter(this).drawing();
  }
}
