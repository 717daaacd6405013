package org.skiptrim.training;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.RealOp;
import org.skiptrim.network.Shape;

/**
 * Where a deep student gets hints from its teacher's inner feature maps (FitNets, arXiv 1412.6550;
 * JointRD, NeurIPS 2020): at the end of each stage. A node's name is its identity, so the layers of
 * the two networks that correspond have the same name.
 */
final class HintLayers {
  private HintLayers() {}

  /** For each shape of feature maps, the last ReLU or add that both networks have. */
  static Set<String> of(Network<RealOp> teacher, Network<RealOp> student) {
    Map<Shape, String> last = new LinkedHashMap<>();
    for (Node<RealOp> node : teacher.nodes()) {
      Shape shape = teacher.shape(node.name());
      boolean ends = node.op() instanceof RealOp.Relu || node.op() instanceof RealOp.Add;
      boolean both =
          student.find(node.name()).isPresent() && student.shape(node.name()).equals(shape);
      if (ends && both && shape.pixels() > 1) {
        last.put(shape, node.name());
      }
    }
    return new LinkedHashSet<>(last.values());
  }
}
