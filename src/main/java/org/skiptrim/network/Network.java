package org.skiptrim.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An immutable graph of {@link Node}s in topological order, with one input and one output. A
 * rewrite makes a new one and keeps the names of the nodes that survive, so that weights carry over
 * by themselves.
 *
 * @param <O> real or integer operations
 */
public final class Network<O extends Op> {
  private final Map<String, Node<O>> nodes = new LinkedHashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();

  /**
   * Checks the graph: names are unique, every input stands before its reader, shapes agree, and
   * only the last node is unread.
   *
   * @param nodes in topological order, the input first, the output last
   * @throws IllegalArgumentException naming the node that is wrong
   */
  public Network(List<Node<O>> nodes) {
    for (Node<O> node : nodes) {
      if (this.nodes.put(node.name(), node) != null) {
        throw new IllegalArgumentException("two nodes are named '" + node.name() + "'");
      }
      shapes.put(node.name(), infer(node));
    }
    checkEnds();
  }

  private Shape infer(Node<O> node) {
    List<Shape> inputs = new ArrayList<>();
    for (String input : node.inputs()) {
      Shape shape = shapes.get(input);
      if (shape == null) {
        throw new IllegalArgumentException(
            "node '" + node.name() + "' reads '" + input + "', which does not stand before it");
      }
      inputs.add(shape);
    }
    try {
      return node.op().output(inputs);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("node '" + node.name() + "': " + e.getMessage(), e);
    }
  }

  private void checkEnds() {
    List<Node<O>> all = nodes();
    if (all.isEmpty() || !all.get(0).op().beginsNetwork()) {
      throw new IllegalArgumentException("the first node is not the input");
    }
    Set<String> read = new HashSet<>();
    all.forEach(node -> read.addAll(node.inputs()));
    for (Node<O> node : all.subList(0, all.size() - 1)) {
      if (!read.contains(node.name())) {
        throw new IllegalArgumentException("nothing reads node '" + node.name() + "'");
      }
    }
    if (all.stream().filter(node -> node.op().beginsNetwork()).count() != 1) {
      throw new IllegalArgumentException("a network has one input");
    }
  }

  /**
   * The network that {@code nodes} describe once those that the last one does not depend on are
   * dropped: a projection whose add is gone disappears by itself.
   */
  public static <O extends Op> Network<O> pruned(List<Node<O>> nodes) {
    Set<String> needed = new HashSet<>(Set.of(nodes.get(nodes.size() - 1).name()));
    List<Node<O>> kept = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node<O> node = nodes.get(i);
      if (needed.contains(node.name())) {
        needed.addAll(node.inputs());
        kept.add(0, node);
      }
    }
    return new Network<>(kept);
  }

  /** All nodes, in topological order. */
  public List<Node<O>> nodes() {
    return List.copyOf(nodes.values());
  }

  /**
   * The node of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Node<O> node(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("no node is named '" + name + "'"));
  }

  /** The node of that name, if there is one. */
  public Optional<Node<O>> find(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** The shape of what the named node makes. */
  public Shape shape(String name) {
    return shapes.get(node(name).name());
  }

  /** The image's node. */
  public Node<O> input() {
    return nodes().get(0);
  }

  /** The node whose result is the network's: the logits. */
  public Node<O> output() {
    return nodes().get(nodes.size() - 1);
  }

  /** The nodes that read the named one, in topological order. */
  public List<Node<O>> readers(String name) {
    return nodes.values().stream().filter(node -> node.inputs().contains(name)).toList();
  }

  /** The names of the node and of all that it depends on. */
  public Set<String> upstream(String name) {
    Set<String> found = new HashSet<>(Set.of(node(name).name()));
    List<Node<O>> all = nodes();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (found.contains(all.get(i).name())) {
        found.addAll(all.get(i).inputs());
      }
    }
    return found;
  }

  /** The last node that both depend on, or are: where the paths to them part. */
  public String fork(String first, String second) {
    Set<String> shared = upstream(first);
    shared.retainAll(upstream(second));
    return nodes.keySet().stream()
        .filter(shared::contains)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** The parameters that the named node has to have. */
  public Map<String, ParameterShape> parameters(String name) {
    Node<O> node = node(name);
    return node.op().parameters(node.inputs().stream().map(shapes::get).toList());
  }

  /** How many values training changes: batch norm's running statistics are not among them. */
  public long trainableCount() {
    return nodes.keySet().stream()
        .flatMap(name -> parameters(name).values().stream())
        .filter(ParameterShape::isTrained)
        .mapToLong(ParameterShape::size)
        .sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network<?> network && nodes().equals(network.nodes());
  }

  @Override
  public int hashCode() {
    return nodes().hashCode();
  }

  /** One node a line: name, operation, inputs, shape. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Node<O> node : nodes.values()) {
      text.append(node.name()).append(" = ").append(node.op()).append(' ').append(node.inputs());
      text.append(" : ").append(shapes.get(node.name())).append('\n');
    }
    return text.toString();
  }
}
