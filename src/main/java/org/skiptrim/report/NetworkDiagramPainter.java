package org.skiptrim.report;

import static org.skiptrim.report.DiagramLayout.BOX_HEIGHT;
import static org.skiptrim.report.DiagramLayout.DETAIL_SIZE;
import static org.skiptrim.report.DiagramLayout.LABEL_SIZE;
import static org.skiptrim.report.DiagramLayout.PAD;
import static org.skiptrim.report.DiagramLayout.TOP;

import java.util.ArrayList;
import java.util.List;
import org.skiptrim.report.Mark.Anchor;
import org.skiptrim.report.Mark.Label;
import org.skiptrim.report.Mark.Pen;
import org.skiptrim.report.Mark.Spot;
import org.skiptrim.report.NetworkDiagram.Box;

/** Draws a network diagram: title, wires, boxes, arcs, legend. */
final class NetworkDiagramPainter {

  /** How far above its first box the wire of a further column comes in. */
  static final double ABOVE = 13;

  private static final double TITLE_SIZE = 14;
  private static final double NARROWEST = 240;
  private static final double TINT = 0.14;
  private static final Pen WIRE = Pen.solid(Palette.AXIS, 1.25);

  private final NetworkDiagram diagram;
  private final DiagramLayout layout;

  NetworkDiagramPainter(NetworkDiagram diagram) {
    this.diagram = diagram;
    this.layout = new DiagramLayout(diagram);
  }

  Drawing drawing() {
    Label title =
        Label.of(PAD, 26, diagram.title(), TITLE_SIZE, Palette.INK, Anchor.START).inBold();
    double right = Math.max(NARROWEST, Math.max(layout.right(), PAD + title.width()));
    List<Mark> marks = new ArrayList<>(List.of(title));
    for (int i = 1; i < diagram.boxes().size(); i++) {
      marks.addAll(wireInto(i));
    }
    for (int i = 0; i < diagram.boxes().size(); i++) {
      marks.add(box(i));
    }
    marks.addAll(new ArcPainter(diagram, layout).marks());
    Legend legend = new Legend(legend(), PAD, layout.bottom() + 8, right - PAD);
    marks.addAll(legend.marks());
    return new Drawing(right + PAD, legend.bottom() + PAD, diagram.title(), description(), marks);
  }

  private List<Mark> wireInto(int box) {
    double half = layout.boxWidth() / 2;
    double x = layout.x(box) + half;
    Spot start = new Spot(layout.x(box - 1) + half, layout.y(box - 1) + BOX_HEIGHT);
    List<Spot> spots = new ArrayList<>(List.of(start));
    if (layout.isStart(box)) {
      double below = start.y() + 9;
      double above = TOP - ABOVE;
      spots.add(new Spot(start.x(), below));
      spots.add(new Spot(layout.between(box), below));
      spots.add(new Spot(layout.between(box), above));
      spots.add(new Spot(x, above));
    }
    spots.add(new Spot(x, layout.y(box)));
    return List.of(new Mark.Line(spots, WIRE), Arrow.down(x, layout.y(box), WIRE.colour()));
  }

  private Mark box(int index) {
    Box box = diagram.boxes().get(index);
    String colour = Palette.box(diagram.kinds().indexOf(box.kind()));
    double x = layout.x(index);
    double y = layout.y(index);
    double width = layout.boxWidth();
    double baseline = y + BOX_HEIGHT / 2 + 4;
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark.Box(x, y, width, BOX_HEIGHT, 4, Palette.tint(colour, TINT), pen(colour)));
    marks.add(Label.of(x + 9, baseline, box.label(), LABEL_SIZE, Palette.INK, Anchor.START));
    if (box.detail().isEmpty()) {
      return new Mark.Group(box.kind() + " " + box.label(), marks);
    }
    double end = x + width - 9;
    marks.add(Label.of(end, baseline, box.detail(), DETAIL_SIZE, Palette.FAINT_INK, Anchor.END));
    return new Mark.Group(box.kind() + " " + box.label() + ", " + box.detail(), marks);
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int k = 0; k < diagram.kinds().size(); k++) {
      String kind = diagram.kinds().get(k);
      String colour = Palette.box(k);
      if (diagram.boxes().stream().anyMatch(box -> box.kind().equals(kind))) {
        entries.add(new Legend.Entry(kind, pen(colour), Palette.tint(colour, TINT)));
      }
    }
    if (!diagram.arcs().isEmpty()) {
      entries.add(Legend.Entry.line("skip connection", ArcPainter.SKIP));
    }
    return entries;
  }

  private static Pen pen(String colour) {
    return Pen.solid(colour, 1.25);
  }

  private String description() {
    return "%d boxes in a chain, %d skip connections past them."
        .formatted(diagram.boxes().size(), diagram.arcs().size());
  }
}
