package org.skiptrim.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.GraphProto;
import onnx.NodeProto;

/** Which nodes of a file read which values. */
final class Readers {
  private final Map<String, List<NodeProto>> byValue = new HashMap<>();
  private final Set<String> outputs = new HashSet<>();

  Readers(GraphProto graph) {
    for (NodeProto node : graph.getNodeList()) {
      for (String input : node.getInputList()) {
        byValue.computeIfAbsent(input, value -> new ArrayList<>()).add(node);
      }
    }
    graph.getOutputList().forEach(output -> outputs.add(output.getName()));
  }

  /** What alone reads a node's result, if that is one node. */
  Optional<NodeProto> only(NodeProto node) {
    List<NodeProto> all = byValue.getOrDefault(node.getOutput(0), List.of());
    return all.size() == 1 && !isOutput(node) ? Optional.of(all.get(0)) : Optional.empty();
  }

  /** Whether it is what the network answers. */
  boolean isOutput(NodeProto node) {
    return outputs.contains(node.getOutput(0));
  }
}
