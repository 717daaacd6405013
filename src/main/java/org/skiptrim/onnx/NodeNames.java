package org.skiptrim.onnx;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onnx.NodeProto;

/**
 * Names for the nodes of the network, as the program that wrote the file would call its layers:
 * {@code layer1.0.conv1} of a weight {@code layer1.0.conv1.weight}, or of a node {@code
 * /layer1/layer1.0/conv1/Conv}.
 */
final class NodeNames {
  private static final List<String> PARAMETERS =
      List.of(".weight", ".gamma", "/kernel", "/gamma", "/Conv2D/ReadVariableOp", "_W", "_w");

  private final Set<String> used = new HashSet<>();

  /** One that no node has yet. */
  String unique(String wanted) {
    String name = wanted;
    for (int i = 2; !used.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** For a node whose first parameter has a name in the file. */
  String ofLayer(NodeProto node, String parameter) {
    for (String ending : PARAMETERS) {
      String plain = parameter.replaceAll(":0$", "");
      if (plain.endsWith(ending) && plain.length() > ending.length()) {
        return unique(clean(plain.substring(0, plain.length() - ending.length())));
      }
    }
    return of(node);
  }

  /** For any other; one that is named as its result is, as this project writes them, keeps that. */
  String of(NodeProto node) {
    if (!node.getName().isEmpty()
        && node.getOutputList().contains(node.getName())
        && clean(node.getName()).equals(node.getName())) {
      return unique(node.getName());
    }
    List<String> path = Arrays.stream(node.getName().split("/")).filter(s -> !s.isEmpty()).toList();
    StringBuilder name = new StringBuilder();
    String before = "";
    for (String part : path.subList(0, Math.max(0, path.size() - 1))) {
      if (part.startsWith(before + ".")) {
        name.setLength(name.length() - before.length());
      }
      name.append(name.isEmpty() || name.toString().endsWith(".") ? "" : ".").append(part);
      before = part;
    }
    boolean namesNothing = name.isEmpty();
    String found = namesNothing ? node.getOpType().toLowerCase(Locale.ROOT) : name.toString();
    boolean names = node.getOpType().matches("Conv|BatchNormalization|Gemm|MatMul") || namesNothing;
    return unique(clean(names ? found : found + "." + node.getOpType().toLowerCase(Locale.ROOT)));
  }

  private static String clean(String name) {
    return name.replaceAll("[^A-Za-z0-9_.]+", ".").replaceAll("^\\.+|\\.+$", "");
  }
}
