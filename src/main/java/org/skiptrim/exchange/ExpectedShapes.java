package org.skiptrim.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.skiptrim.network.Network;
import org.skiptrim.network.Node;
import org.skiptrim.network.Op;

/** The parameters that a node needs, each with its shape. */
final class ExpectedShapes {
  private ExpectedShapes() {}

  static Map<String, int[]> of(Network network, Node node) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    if (node.inputs().isEmpty()) {
      return shapes;
    }
    int channels = network.shape(node.inputs().get(0)).channels();
    if (node.op() instanceof Op.Conv2d op) {
      shapes.put("weight", new int[] {op.outputs(), channels, op.kernel(), op.kernel()});
    } else if (node.op() instanceof Op.Dense op) {
      shapes.put("weight", new int[] {op.outputs(), channels});
      shapes.put("bias", new int[] {op.outputs()});
    } else if (node.op() instanceof Op.BatchNorm) {
      for (String name : new String[] {"weight", "bias", "running_mean", "running_var"}) {
        shapes.put(name, new int[] {channels});
      }
    }
    return shapes;
  }
}
