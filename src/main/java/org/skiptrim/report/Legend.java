package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Label;
import org.skiptrim.report.Mark.Pen;

/** Names with their line or colour, in rows that are as long as there is room. */
final class Legend {

  private static final double SIZE = 12;
  private static final double ROW = 19;
  private static final double GAP = 20;

  /** A name; its swatch is a piece of line, or a box if {@code fill} isn't empty. */
  record Entry(String name, Pen pen, String fill) {
    static Entry line(String name, Pen pen) {
      return new Entry(name, pen, "");
    }

    double swatch() {
      return fill.isEmpty() ? 26 : 16;
    }
  }

  private final List<Mark> marks = new ArrayList<>();
  private double x;
  private double y;

  /**
   * Lays out from the upper left corner.
   *
   * @param room the width that there is
   */
  Legend(List<Entry> entries, double left, double top, double room) {
    this.x = left;
    this.y = top;
    for (Entry entry : entries) {
      String name = TextWidth.cut(entry.name(), SIZE, room - entry.swatch() - 6);
      double width = entry.swatch() + 6 + TextWidth.of(name, SIZE, false);
      if (x > left && x + width > left + room) {
        x = left;
        y += ROW;
      }
      add(entry, name);
      x += width + GAP;
    }
  }

  private void add(Entry entry, String name) {
    double middle = y + ROW / 2;
    double end = x + entry.swatch();
    if (entry.fill().isEmpty()) {
      marks.add(Mark.Line.of(x, middle, end, middle, entry.pen()));
    } else {
      marks.add(new Mark.Box(x, middle - 6, end - x, 12, 2, entry.fill(), entry.pen()));
    }
    marks.add(Label.of(end + 6, middle + 4, name, SIZE, Palette.INK, Anchor.START));
  }

  List<Mark> marks() {
    return marks;
  }

  /** Where the last row ends; where the first would start if there is none. */
  double bottom() {
    return marks.isEmpty() ? y : y + ROW;
  }
}
