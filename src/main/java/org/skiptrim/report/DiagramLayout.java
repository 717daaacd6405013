package org.skiptrim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.skiptrim.report.NetworkDiagram.Arc;
import org.skiptrim.report.NetworkDiagram.Box;

/** Where the boxes and arcs of a network diagram stand. */
final class DiagramLayout {

  static final double PAD = 16;
  static final double LABEL_SIZE = 11.5;
  static final double DETAIL_SIZE = 10.5;
  static final double BOX_HEIGHT = 22;
  static final double TOP = 56;
  private static final double ROW = 31;
  private static final double LANE = 20;
  private static final double BETWEEN_COLUMNS = 30;
  private static final int SHORTEST_COLUMN = 14;
  private static final int MOST_COLUMNS = 6;

  private final NetworkDiagram diagram;
  private final List<Integer> starts;
  private final List<Integer> lanes;
  private final double boxWidth;
  private final double sideWidth;

  DiagramLayout(NetworkDiagram diagram) {
    this.diagram = diagram;
    this.starts = starts(diagram);
    this.lanes = Lanes.of(diagram.arcs());
    this.boxWidth = diagram.boxes().stream().mapToDouble(DiagramLayout::wanted).max().orElse(0);
    this.sideWidth = sideWidth();
  }

  /**
   * The first box of each column. Columns have about 14 boxes at most, more if there would be more
   * than 6 of them, or where arcs leave no place to break.
   */
  static List<Integer> starts(NetworkDiagram diagram) {
    int boxes = diagram.boxes().size();
    int height = Math.max(SHORTEST_COLUMN, (boxes + MOST_COLUMNS - 1) / MOST_COLUMNS);
    int columns = (boxes + height - 1) / height;
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int c = 1; c < columns; c++) {
      int ideal = Math.round((float) c * boxes / columns);
      int before = starts.get(starts.size() - 1);
      IntStream.range(before + 1, boxes)
          .filter(box -> isBreakable(diagram, box))
          .filter(box -> Math.abs(box - ideal) < height / 2)
          .boxed()
          .min((a, b) -> Integer.compare(Math.abs(a - ideal), Math.abs(b - ideal)))
          .ifPresent(starts::add);
    }
    return starts;
  }

  /** Whether no arc passes a box from further up than the box right above it. */
  private static boolean isBreakable(NetworkDiagram diagram, int box) {
    return diagram.arcs().stream().noneMatch(arc -> arc.from() < box - 1 && arc.to() >= box);
  }

  /** The left edge of a box. */
  double x(int box) {
    return PAD + column(box) * (boxWidth + sideWidth + BETWEEN_COLUMNS);
  }

  /** The upper edge of a box. */
  double y(int box) {
    return TOP + (box - starts.get(column(box))) * ROW;
  }

  /** Where the wire into the first box of a column runs down beside it. */
  double between(int box) {
    return x(box) - BETWEEN_COLUMNS / 2;
  }

  double boxWidth() {
    return boxWidth;
  }

  /** Whether a box is the first of its column. */
  boolean isStart(int box) {
    return starts.contains(box);
  }

  int column(int box) {
    return (int) starts.stream().filter(start -> start <= box).count() - 1;
  }

  /** How far right of the boxes an arc reaches. */
  double reach(int arc) {
    return (lanes.get(arc) + 1) * LANE;
  }

  /** How far right of the boxes the label of an arc must be to meet no arc. */
  double labelReach(int arc) {
    List<Arc> arcs = diagram.arcs();
    return IntStream.range(0, arcs.size())
        .filter(other -> Lanes.overlap(arcs.get(arc), arcs.get(other)))
        .mapToDouble(this::reach)
        .max()
        .orElse(0);
  }

  double right() {
    return PAD + starts.size() * (boxWidth + sideWidth + BETWEEN_COLUMNS) - BETWEEN_COLUMNS;
  }

  double bottom() {
    int last = diagram.boxes().size();
    double lowest = TOP;
    for (int box = 0; box < last; box++) {
      lowest = Math.max(lowest, y(box) + ROW);
    }
    return lowest;
  }

  private static double wanted(Box box) {
    double detail = TextWidth.of(box.detail(), DETAIL_SIZE, false);
    return TextWidth.of(box.label(), LABEL_SIZE, false) + (detail > 0 ? 14 + detail : 0) + 18;
  }

  private double sideWidth() {
    double widest = 0;
    for (int i = 0; i < diagram.arcs().size(); i++) {
      String label = diagram.arcs().get(i).label();
      double text = label.isEmpty() ? 0 : 8 + TextWidth.of(label, DETAIL_SIZE, false);
      widest = Math.max(widest, labelReach(i) + text);
    }
    return widest;
  }
}
