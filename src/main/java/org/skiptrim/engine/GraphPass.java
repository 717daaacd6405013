package org.skiptrim.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;

/**
 * One way through a graph, on which a node's result lives only until the last of its readers is
 * done: what a pass holds does not grow with the depth of the network. (What a backward pass will
 * need, libtorch holds by itself.)
 */
final class GraphPass<O extends Op> {
  private final Network<O> network;
  private final Map<String, Tensor> living = new HashMap<>();
  private final Map<String, Integer> unread = new HashMap<>();

  GraphPass(Network<O> network) {
    this.network = network;
  }

  /** The result of a node that is to be read. */
  Tensor result(String node) {
    return living.get(node);
  }

  /**
   * Whether a result is the pass's own and one node alone reads it, so that it may write over it.
   */
  boolean isReadOnce(String node) {
    return network.readers(node).size() == 1 && !network.node(node).op().beginsNetwork();
  }

  /**
   * Visits all nodes in order.
   *
   * @param operation makes a node's result
   * @param kept the nodes whose results are asked for; they stay in the scope around this call
   */
  Map<String, Tensor> run(Function<Node<O>, Tensor> operation, Set<String> kept) {
    PointerScope around = PointerScope.getInnerScope();
    Map<String, Tensor> results = new HashMap<>();
    try {
      for (Node<O> node : network.nodes()) {
        try (PointerScope within = new PointerScope()) {
          Tensor result = hold(node, operation.apply(node));
          if (kept.contains(node.name())) {
            around.attach(result);
            results.put(node.name(), result);
          }
        }
        node.inputs().stream().distinct().forEach(this::read);
      }
      return results;
    } finally {
      living.values().forEach(Tensor::releaseReference);
    }
  }

  /** A handle of its own, since an operation in place gives back its input's. */
  private Tensor hold(Node<O> node, Tensor made) {
    Tensor own = new Tensor(made);
    own.retainReference();
    living.put(node.name(), own);
    unread.put(node.name(), network.readers(node.name()).size());
    return own;
  }

  private void read(String node) {
    if (unread.merge(node, -1, Integer::sum) == 0) {
      living.remove(node).releaseReference();
    }
  }
}
