package org.skiptrim.onnx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import onnx.AttributeProto;
import onnx.NodeProto;
import onnx.TensorProto;

/** The attributes of a node by name; each has a usual value. */
record Attributes(Map<String, AttributeProto> byName) {

  static Attributes of(NodeProto node) {
    return new Attributes(
        node.getAttributeList().stream()
            .collect(Collectors.toMap(AttributeProto::getName, Function.identity(), (a, b) -> b)));
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  long integer(String name, long usual) {
    AttributeProto attribute = byName.get(name);
    return attribute == null ? usual : attribute.getI();
  }

  double real(String name, double usual) {
    AttributeProto attribute = byName.get(name);
    return attribute == null ? usual : attribute.getF();
  }

  String text(String name, String usual) {
    AttributeProto attribute = byName.get(name);
    return attribute == null ? usual : attribute.getS().toStringUtf8();
  }

  List<Long> integers(String name, List<Long> usual) {
    AttributeProto attribute = byName.get(name);
    return attribute == null ? usual : attribute.getIntsList();
  }

  Optional<TensorProto> tensor(String name) {
    return Optional.ofNullable(byName.get(name)).map(AttributeProto::getT);
  }
}
