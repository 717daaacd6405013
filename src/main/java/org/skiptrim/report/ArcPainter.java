package org.skiptrim.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Label;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;
import org.skiptrim.report.NetworkDiagram.Arc;

/** Draws a network diagram's arcs and their labels. */
final class ArcPainter {

  static final Pen SKIP = Pen.solid(Palette.VERMILION, 2);
  private static final double LABEL_ROW = 13;

  private final NetworkDiagram diagram;
  private final DiagramLayout layout;

  ArcPainter(NetworkDiagram diagram, DiagramLayout layout) {
    this.diagram = diagram;
    this.layout = layout;
  }

  List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < diagram.arcs().size(); i++) {
      marks.add(arc(i));
    }
    int columns = diagram.boxes().isEmpty() ? 0 : layout.column(diagram.boxes().size() - 1) + 1;
    IntStream.range(0, columns).forEach(column -> marks.addAll(labels(column)));
    return marks;
  }

  private Mark arc(int index) {
    Arc arc = diagram.arcs().get(index);
    double edge = layout.x(arc.to()) + layout.boxWidth();
    // A cubic curve gets three quarters of the way to its control points.
    double control = edge + layout.reach(index) * 4 / 3;
    double from = from(arc);
    double to = to(arc);
    List<Mark> marks = new ArrayList<>();
    if (startsAtWire(arc)) {
      double wire = edge - layout.boxWidth() / 2;
      marks.add(Mark.Line.of(wire, from, edge, from, SKIP));
    }
    marks.add(
        new Mark.Curve(
            new Spot(edge, from),
            new Spot(control, from),
            new Spot(control, to),
            new Spot(edge + 5, to),
            SKIP));
    marks.add(Arrow.left(edge, to, SKIP.colour()));
    String ends = name(arc.from()) + " to " + name(arc.to());
    return new Mark.Group("skip from " + ends, marks);
  }

  /** Arcs of a column that have nearly one middle have their labels below one another. */
  private List<Mark> labels(int column) {
    List<Integer> labelled =
        IntStream.range(0, diagram.arcs().size())
            .filter(i -> layout.column(diagram.arcs().get(i).to()) == column)
            .filter(i -> !diagram.arcs().get(i).label().isEmpty())
            .boxed()
            .sorted(Comparator.comparingDouble(this::middle))
            .toList();
    List<Double> heights =
        Spread.apart(labelled.stream().map(this::middle).toList(), LABEL_ROW, 0, layout.bottom());
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < labelled.size(); i++) {
      Arc arc = diagram.arcs().get(labelled.get(i));
      double x = layout.x(arc.to()) + layout.boxWidth() + layout.labelReach(labelled.get(i)) + 6;
      marks.add(
          Label.of(
              x,
              heights.get(i) + 4,
              arc.label(),
              DiagramLayout.DETAIL_SIZE,
              SKIP.colour(),
              Anchor.START));
    }
    return marks;
  }

  private double middle(int index) {
    Arc arc = diagram.arcs().get(index);
    return (from(arc) + to(arc)) / 2;
  }

  /** Low at its box, so that it doesn't meet an arc that ends there. */
  private double from(Arc arc) {
    return startsAtWire(arc)
        ? DiagramLayout.TOP - NetworkDiagramPainter.ABOVE
        : layout.y(arc.from()) + 0.72 * DiagramLayout.BOX_HEIGHT;
  }

  private double to(Arc arc) {
    return layout.y(arc.to()) + 0.28 * DiagramLayout.BOX_HEIGHT;
  }

  /** Whether its first box is the last of the column before: what it skips with is on the wire. */
  private boolean startsAtWire(Arc arc) {
    return layout.isStart(arc.from() + 1);
  }

  private String name(int box) {
    return diagram.boxes().get(box).label();
  }
}
