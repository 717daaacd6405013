package org.skiptrim.report;

import java.util.List;
import org.skiptrim.report.Mark.Spot;

/** Arrow heads, by the place they point at. */
final class Arrow {

  private static final double LENGTH = 6.5;
  private static final double HALF_WIDTH = 3;

  private Arrow() {}

  static Mark down(double x, double y, String colour) {
    return new Mark.Polygon(
        List.of(
            new Spot(x, y),
            new Spot(x - HALF_WIDTH, y - LENGTH),
            new Spot(x + HALF_WIDTH, y - LENGTH)),
        colour);
  }

  static Mark left(double x, double y, String colour) {
    return new Mark.Polygon(
        List.of(
            new Spot(x, y),
            new Spot(x + LENGTH, y - HALF_WIDTH),
            new Spot(x + LENGTH, y + HALF_WIDTH)),
        colour);
  }
}
