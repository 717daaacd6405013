package org.skiptrim.onnx;

import java.util.Map;
import java.util.Optional;
import onnx.NodeProto;

/** A node with what it reads. */
record Call(
    NodeProto node,
    Attributes attributes,
    Map<String, Feature> features,
    Map<String, Constant> constants) {

  /** An input that depends on the image. */
  Feature feature(int index) throws Unsupported {
    Feature feature = features.get(name(index));
    if (feature == null) {
      throw new Unsupported("its input %d does not depend on the image".formatted(index));
    }
    return feature;
  }

  boolean isFeature(int index) {
    return features.containsKey(name(index));
  }

  /** An input that is known; empty if it is left out. */
  Optional<Constant> optional(int index) throws Unsupported {
    if (isFeature(index)) {
      throw new Unsupported("its input %d depends on the image".formatted(index));
    }
    return Optional.ofNullable(constants.get(name(index)));
  }

  /** An input that has to be there and known. */
  Constant constant(int index) throws Unsupported {
    return optional(index).orElseThrow(() -> new Unsupported("it has no input " + index));
  }

  String name(int index) {
    return index < node.getInputCount() ? node.getInput(index) : "";
  }

  int inputs() {
    return node.getInputCount();
  }
}
