package org.skiptrim.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.skiptrim.report.NetworkDiagram.Arc;

/** Keeps arcs that run beside one another apart. */
final class Lanes {

  private Lanes() {}

  /** For each arc the innermost lane, from 0, in which it meets no shorter arc. */
  static List<Integer> of(List<Arc> arcs) {
    Integer[] lanes = new Integer[arcs.size()];
    IntStream.range(0, arcs.size())
        .boxed()
        .sorted(Comparator.comparingInt(i -> arcs.get(i).to() - arcs.get(i).from()))
        .forEach(
            arc -> {
              int lane = 0;
              while (isTaken(arcs, lanes, arc, lane)) {
                lane++;
              }
              lanes[arc] = lane;
            });
    return List.of(lanes);
  }

  /** Whether two arcs pass the same box or wire; to meet at an end isn't to overlap. */
  static boolean overlap(Arc a, Arc b) {
    return a.from() < b.to() && b.from() < a.to();
  }

  private static boolean isTaken(List<Arc> arcs, Integer[] lanes, int arc, int lane) {
    return IntStream.range(0, lanes.length)
        .filter(other -> lanes[other] != null && lanes[other] == lane)
        .anyMatch(other -> overlap(arcs.get(arc), arcs.get(other)));
  }
}
