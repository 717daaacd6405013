package org.skiptrim.network;

import java.util.ArrayList;
import java.util.List;

/** Collects nodes in order; every method answers the name of the node it added. */
public final class NetworkBuilder {
  private final List<Node> nodes = new ArrayList<>();

  /** Adds a node. */
  public String add(String name, Op op, String... inputs) {
    nodes.add(new Node(name, op, List.of(inputs)));
    return name;
  }

  /** The network of all nodes added. */
  public Network build() {
    return new Network(nodes);
  }
}
