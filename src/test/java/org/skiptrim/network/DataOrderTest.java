package org.skiptrim.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataOrderTest {
  private static final Shape IMAGE = new Shape(3, 8, 8);

  private static Node<RealOp> relu(String name, String input) {
    return new Node<>(name, new RealOp.Relu(), List.of(input));
  }

  private static final Node<RealOp> INPUT = new Node<>("x", new RealOp.Input(IMAGE), List.of());

  private static List<String> names(List<Node<RealOp>> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  @Test
  void of_nodesInAnyOrder_putsInputsBeforeTheirReaders() {
    Network<RealOp> network = ResNets.resNet(2, new int[] {4, 8}, IMAGE, 5);
    List<Node<RealOp>> shuffled = new ArrayList<>(network.nodes());
    Collections.shuffle(shuffled, new Random(1));
    List<Node<RealOp>> ordered = DataOrder.of(shuffled);
    assertEquals(Set.copyOf(network.nodes()), new HashSet<>(ordered));
    assertEquals(new HashSet<>(ordered), Set.copyOf(new Network<>(ordered).nodes()));
  }

  @Test
  void of_nodesInOrder_leavesThem() {
    List<Node<RealOp>> nodes = ResNets.resNet(2, new int[] {4, 8}, IMAGE, 5).nodes();
    assertEquals(nodes, DataOrder.of(nodes));
  }

  @Test
  void of_nodeAfterOneThatItDoesNotRead_waitsForIt() {
    List<Node<RealOp>> nodes = List.of(INPUT, relu("a", "x"), relu("b", "x"), relu("c", "a"));
    assertEquals(List.of("x", "b", "a", "c"), names(DataOrder.of(nodes, Map.of("a", "b"))));
  }

  @Test
  void of_cycle_isRefused() {
    List<Node<RealOp>> nodes = List.of(INPUT, relu("a", "b"), relu("b", "a"));
    assertThrows(IllegalArgumentException.class, () -> DataOrder.of(nodes));
  }
}
