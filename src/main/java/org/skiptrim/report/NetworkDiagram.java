package org.skiptrim.report;

import java.util.List;

/**
 * A chain of boxes from top to bottom with arcs at its side that skip some of them. A long chain
 * goes on in a further column, broken where no arc passes. Immutable: {@link #box} and {@link #arc}
 * give a larger diagram.
 *
 * @param kinds the sorts of boxes in the order of their colours; the same list keeps the colours of
 *     two diagrams the same
 */
public record NetworkDiagram(String title, List<String> kinds, List<Box> boxes, List<Arc> arcs) {

  /**
   * A box.
   *
   * @param label its name
   * @param detail beside the name, fainter, for instance {@code 3×3, 16 → 32}; may be empty
   * @param kind one of the diagram's kinds
   */
  public record Box(String label, String detail, String kind) {}

  /**
   * An arc past the boxes between two of them.
   *
   * @param from the index of the box where it begins
   * @param to the index of the box where it ends, further down
   * @param label at its outermost point; may be empty
   */
  public record Arc(int from, int to, String label) {}

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if a box's kind is none of {@code kinds}, or an arc doesn't
   *     lead from a box down to another
   */
  public NetworkDiagram {
    kinds = List.copyOf(kinds);
    boxes = List.copyOf(boxes);
    arcs = List.copyOf(arcs);
    for (Box box : boxes) {
      if (!kinds.contains(box.kind())) {
        throw new IllegalArgumentException(
            "box '%s' is of kind '%s'; the diagram has %s"
                .formatted(box.label(), box.kind(), kinds));
      }
    }
    for (Arc arc : arcs) {
      if (arc.from() < 0 || arc.from() >= arc.to() || arc.to() >= boxes.size()) {
        throw new IllegalArgumentException(
            "arc '%s' from box %d to box %d doesn't lead down within %d boxes"
                .formatted(arc.label(), arc.from(), arc.to(), boxes.size()));
      }
    }
  }

  /** A diagram without boxes. */
  public static NetworkDiagram of(String title, String... kinds) {
    return new NetworkDiagram(title, List.of(kinds), List.of(), List.of());
  }

  /** This diagram with one more box below. */
  public NetworkDiagram box(String label, String detail, String kind) {
    return new NetworkDiagram(
        title, kinds, Table.appended(boxes, new Box(label, detail, kind)), arcs);
  }

  /** This diagram with one more arc between boxes that it has. */
  public NetworkDiagram arc(int from, int to, String label) {
    return new NetworkDiagram(title, kinds, boxes, Table.appended(arcs, new Arc(from, to, label)));
  }

  /** The picture. */
  public Drawing draw() {
    return new NetworkDiagramPainter(this).drawing();
  }
}
