package org.skiptrim.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.skiptrim.network.Architecture;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.ResNets;
import org.skiptrim.network.Shape;

class GraphPassTest {
  private static final Network<RealOp> DEEP =
      ResNets.resNet(Architecture.ofDepth(32), new Shape(3, 8, 8), 4);

  private final GraphPass<RealOp> pass = new GraphPass<>(DEEP);
  private final List<Tensor> made = new ArrayList<>();
  private int most;

  /** Counts what is alive; each result is the number of nodes before it. */
  private Tensor visit(Node<RealOp> node) {
    for (String input : node.inputs()) {
      assertFalse(pass.result(input).isNull(), input + " is gone before " + node.name());
    }
    Tensor result = Tensor.create(new float[] {made.size()});
    made.add(result);
    most = Math.max(most, alive());
    return result;
  }

  private int alive() {
    return (int) DEEP.nodes().stream().filter(node -> pass.result(node.name()) != null).count();
  }

  /** Two of a skip and its branch, and the one that a projection makes. */
  @Test
  void run_deepNetwork_holdsWhatIsStillRead() {
    try (EngineScope scope = EngineScope.inference()) {
      pass.run(this::visit, Set.of(DEEP.output().name()));
      assertEquals(DEEP.nodes().size(), made.size());
      assertTrue(most <= 3, most + " results at a time");
      assertTrue(
          made.stream().allMatch(tensor -> tensor.isNull()),
          "what a node makes beside its result is freed");
    }
  }

  @Test
  void run_keptResults_liveAsLongAsTheScopeAround() {
    Map<String, Tensor> kept;
    String first = DEEP.nodes().get(1).name();
    String last = DEEP.output().name();
    try (EngineScope scope = EngineScope.inference()) {
      kept = pass.run(this::visit, Set.of(first, last));
      assertEquals(Set.of(first, last), kept.keySet());
      assertArrayEquals(new double[] {1}, Tensors.toDoubles(kept.get(first)));
      assertArrayEquals(new double[] {DEEP.nodes().size() - 1}, Tensors.toDoubles(kept.get(last)));
    }
    assertTrue(kept.values().stream().allMatch(tensor -> tensor.isNull()));
  }

  /** An operation in place gives back its input's tensor, whose own handle ends with its reader. */
  @Test
  void run_operationsInPlace_resultsOutliveTheirInputs() {
    try (EngineScope scope = EngineScope.inference()) {
      Map<String, Tensor> kept =
          pass.run(
              node ->
                  node.inputs().isEmpty()
                      ? Tensor.create(new float[] {-1})
                      : pass.result(node.inputs().get(0)).add_(new Scalar(1.0)),
              Set.of(DEEP.output().name()));
      double value = Tensors.toDoubles(kept.get(DEEP.output().name()))[0];
      assertEquals(DEEP.nodes().size() - 2, value);
    }
  }
}
