package org.skiptrim.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts nodes in the order of the data, and leaves those as they are that it does not put. */
public final class DataOrder {
  private DataOrder() {}

  /** Each node after those that it reads. */
  public static <O extends Op> List<Node<O>> of(List<Node<O>> nodes) {
    return of(nodes, Map.of());
  }

  /**
   * Each node after those that it reads, and after one more.
   *
   * @param after names of nodes that are to stand behind others than they read, and of those
   * @throws IllegalArgumentException if there is no such order
   */
  public static <O extends Op> List<Node<O>> of(List<Node<O>> nodes, Map<String, String> after) {
    List<Node<O>> left = new ArrayList<>(nodes);
    List<Node<O>> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    while (!left.isEmpty()) {
      Node<O> next =
          left.stream()
              .filter(node -> placed.containsAll(node.inputs()))
              .filter(
                  node ->
                      !after.containsKey(node.name()) || placed.contains(after.get(node.name())))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("the graph has a cycle"));
      left.remove(next);
      ordered.add(next);
      placed.add(next.name());
    }
    return List.copyOf(ordered);
  }
}
