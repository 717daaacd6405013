package org.skiptrim.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects nodes in order; every method answers the name of the node it added.
 *
 * @param <O> real or integer operations
 */
public final class NetworkBuilder<O extends Op> {
  private final List<Node<O>> nodes = new ArrayList<>();

  /** Adds a node. */
  public String add(String name, O op, String... inputs) {
    nodes.add(new Node<>(name, op, List.of(inputs)));
    return name;
  }

  /** The network of all nodes added. */
  public Network<O> build() {
    return new Network<>(nodes);
  }
}
