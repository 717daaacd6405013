package org.skiptrim.network;

import java.util.List;

/**
 * One operation in a {@link Network}.
 *
 * @param <O> real or integer operations
 * @param name the node's identity: parameters, momentum and quantizers are keyed by it
 * @param op what it computes
 * @param inputs the names of the nodes it reads, in order
 */
public record Node<O extends Op>(String name, O op, List<String> inputs) {

  /** Copies the inputs; a file's node may lack something. */
  public Node {
    Inputs.given("name", name);
    Inputs.given("op", op);
    Inputs.given("inputs", inputs);
    inputs.forEach(input -> Inputs.given("inputs", input));
    inputs = List.copyOf(inputs);
  }

  /** The same node reading {@code replacement} wherever it read {@code input}. */
  public Node<O> reading(String input, String replacement) {
    return new Node<>(
        name, op, inputs.stream().map(i -> i.equals(input) ? replacement : i).toList());
  }

  /** The only input of a node that has one. */
  public String input() {
    if (inputs.size() != 1) {
      throw new IllegalStateException("node '" + name + "' has " + inputs.size() + " inputs");
    }
    return inputs.get(0);
  }
}
