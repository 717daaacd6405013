package org.skiptrim.keras;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.NodeProto;
import onnx.TensorProto;
import onnx.TensorShapeProto;
import onnx.TensorShapeProto.Dimension;
import onnx.TypeProto;
import onnx.ValueInfoProto;
import org.skiptrim.network.Parameters.Values;
import org.skiptrim.network.Shape;

/** An ONNX graph that is being written. */
final class OnnxGraph {
  private final GraphProto.Builder graph = GraphProto.newBuilder();

  /** The image, channels first, of a batch that is left open. */
  String image(String name, Shape shape) {
    TensorShapeProto.Builder extents = TensorShapeProto.newBuilder();
    extents.addDim(Dimension.newBuilder().setDimParam("batch"));
    for (int extent : new int[] {shape.channels(), shape.height(), shape.width()}) {
      extents.addDim(Dimension.newBuilder().setDimValue(extent));
    }
    TypeProto type =
        TypeProto.newBuilder()
            .setTensorType(
                TypeProto.Tensor.newBuilder()
                    .setElemType(TensorProto.DataType.FLOAT_VALUE)
                    .setShape(extents))
            .build();
    graph.addInput(ValueInfoProto.newBuilder().setName(name).setType(type));
    return name;
  }

  /** A value that does not depend on the image; it answers its name. */
  String constant(String name, Values values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.data().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values.data());
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.DOUBLE_VALUE)
            .setRawData(ByteString.copyFrom(bytes));
    values.shape().forEach(extent -> tensor.addDims(extent));
    graph.addInitializer(tensor);
    return name;
  }

  /** A node; it answers the name of its result, which is the node's. */
  String node(String type, String name, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(List.of(attributes)));
    return name;
  }

  /** The graph whose result is that value. */
  GraphProto withOutput(String value) {
    return graph.addOutput(ValueInfoProto.newBuilder().setName(value)).build();
  }

  static AttributeProto integers(String name, int... values) {
    AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto real(String name, double value) {
    return AttributeProto.newBuilder().setName(name).setF((float) value).build();
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder().setName(name).setS(ByteString.copyFromUtf8(value)).build();
  }
}
