package org.skiptrim.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.skiptrim.report.Mark.Label;

/** Looks at drawings. */
final class Drawings {

  private Drawings() {}

  /** All marks of a kind, those in groups too, in the order in which they are painted. */
  static <M extends Mark> List<M> marks(Drawing drawing, Class<M> kind) {
    List<M> found = new ArrayList<>();
    collect(drawing.marks(), kind, found);
    return found;
  }

  static Label label(Drawing drawing, String text) {
    return marks(drawing, Label.class).stream()
        .filter(label -> label.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no label '" + text + "'"));
  }

  /** Fails if two labels overlap or one isn't wholly in the picture. */
  static void assertLabelsApart(Drawing drawing) {
    List<Label> labels = marks(drawing, Label.class);
    Rectangle2D picture = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
    for (int i = 0; i < labels.size(); i++) {
      Rectangle2D bounds = bounds(labels.get(i));
      if (!picture.contains(bounds)) {
        throw new AssertionError(labels.get(i) + " leaves the picture");
      }
      for (Label other : labels.subList(i + 1, labels.size())) {
        if (bounds.intersects(bounds(other))) {
          throw new AssertionError(labels.get(i) + " overlaps " + other);
        }
      }
    }
  }

  private static Rectangle2D bounds(Label label) {
    double width = label.width();
    double shift =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    double ascent = 0.75 * label.size();
    double x = label.at().x();
    double y = label.at().y();
    return label.upright()
        ? new Rectangle2D.Double(x - shift, y - ascent, width, 0.95 * label.size())
        : new Rectangle2D.Double(x - ascent, y + shift - width, 0.95 * label.size(), width);
  }

  private static <M extends Mark> void collect(List<Mark> marks, Class<M> kind, List<M> found) {
    for (Mark mark : marks) {
      if (kind.isInstance(mark)) {
        found.add(kind.cast(mark));
      }
      if (mark instanceof Mark.Group group) {
        collect(group.marks(), kind, found);
      }
    }
  }
}
