package org.skiptrim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.skiptrim.report.LineChart.Point;

class PiecesTest {

  private static final double NONE = Double.NaN;

  @Test
  void within_wholeCurve() {
    assertEquals(List.of(curve(0, 5, 10)), Pieces.within(curve(0, 5, 10), 0, 10));
  }

  @Test
  void within_gapEndsAPiece() {
    assertEquals(
        List.of(
            List.of(new Point(0, 1), new Point(1, 2)),
            List.of(new Point(3, 4)),
            List.of(new Point(5, 6))),
        Pieces.within(curve(1, 2, NONE, 4, NONE, 6), 0, 10));
  }

  @Test
  void within_cutWhereItLeavesAndComesBack() {
    assertEquals(
        List.of(
            List.of(new Point(0, 5), new Point(0.5, 10)),
            List.of(new Point(1.5, 10), new Point(2, 5))),
        Pieces.within(curve(5, 15, 5), 0, 10));
  }

  @Test
  void within_steepSegmentThroughBothBounds() {
    assertEquals(
        List.of(
            List.of(new Point(0.25, 0), new Point(0.75, 10)),
            List.of(new Point(1.25, 10), new Point(1.75, 0))),
        Pieces.within(curve(-5, 15, -5), 0, 10));
  }

  @Test
  void within_outside() {
    assertEquals(List.of(), Pieces.within(curve(11, 12, 11), 0, 10));
    assertEquals(List.of(), Pieces.within(curve(NONE, Double.POSITIVE_INFINITY), 0, 10));
  }

  @Test
  void within_touchesABound() {
    assertEquals(
        List.of(List.of(new Point(0, 5), new Point(1, 10), new Point(2, 5))),
        Pieces.within(curve(5, 10, 5), 0, 10));
  }

  private static List<Point> curve(double... ys) {
    List<Point> points = new ArrayList<>();
    for (double y : ys) {
      points.add(new Point(points.size(), y));
    }
    return points;
  }
}
