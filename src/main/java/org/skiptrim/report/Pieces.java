package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.report.LineChart.Point;

/** Cuts a curve into the pieces that can be drawn. */
final class Pieces {

  private final double low;
  private final double high;
  private final List<List<Point>> done = new ArrayList<>();
  private List<Point> open = new ArrayList<>();

  private Pieces(double low, double high) {
    this.low = low;
    this.high = high;
  }

  /**
   * The pieces of a curve between two heights, cut where it crosses them; a gap (a y that isn't
   * finite) ends a piece. A piece may be a single point.
   */
  static List<List<Point>> within(List<Point> curve, double low, double high) {
    Pieces pieces = new Pieces(low, high);
    for (int i = 0; i < curve.size(); i++) {
      if (i > 0) {
        pieces.segment(curve.get(i - 1), curve.get(i));
      }
      pieces.point(curve.get(i));
    }
    pieces.end();
    return pieces.done;
  }

  /** What lies between two points, without the points. */
  private void segment(Point a, Point b) {
    if (!Double.isFinite(a.y()) || !Double.isFinite(b.y()) || a.y() == b.y()) {
      return;
    }
    double first = a.y() < b.y() ? low : high;
    double second = a.y() < b.y() ? high : low;
    cross(a, b, first);
    cross(a, b, second);
  }

  private void cross(Point a, Point b, double height) {
    double share = (height - a.y()) / (b.y() - a.y());
    if (share > 0 && share < 1) {
      open.add(new Point(a.x() + share * (b.x() - a.x()), height));
      boolean leaves = (height == high) == (b.y() > a.y());
      if (leaves) {
        end();
      }
    }
  }

  private void point(Point point) {
    if (point.y() >= low && point.y() <= high) {
      open.add(point);
    } else {
      end();
    }
  }

  private void end() {
    if (!open.isEmpty()) {
      done.add(open);
      open = new ArrayList<>();
    }
  }
}
