package org.skiptrim.export;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.StringStringEntryProto;
import onnx.TensorProto;
import onnx.TensorProto.DataType;
import onnx.TensorShapeProto;
import onnx.TensorShapeProto.Dimension;
import onnx.TypeProto;
import onnx.ValueInfoProto;
import org.skiptrim.network.Shape;

/** An ONNX graph as far as it is written: nodes in the order of the data, and their constants. */
final class OnnxDraft {
  /** Of operators: what PyTorch has written since 2023, and ONNX Runtime reads since 1.12. */
  private static final long OPSET = 17;

  /** Of the file, as that version of the operators goes with. */
  private static final long IR_VERSION = 8;

  private static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> names = new HashSet<>();
  private final Map<String, TensorProto> constants = new HashMap<>();

  /** Says that images of that shape come in, any number at once. */
  String input(String name, Shape image) {
    graph.addInput(info(name, DataType.FLOAT, image.channels(), image.height(), image.width()));
    claim(name);
    return name;
  }

  /** Says that a tensor of so many values for each image goes out. */
  void output(String name, DataType type, int values) {
    graph.addOutput(info(name, type, values));
  }

  private static ValueInfoProto info(String name, DataType type, int... extents) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(BATCH));
    for (int extent : extents) {
      shape.addDim(Dimension.newBuilder().setDimValue(extent));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** Adds a node of the standard's operators; answers its result, which has the node's name. */
  String node(String operator, String name, List<String> inputs, AttributeProto... attributes) {
    return node("", operator, name, inputs, attributes);
  }

  /**
   * Adds a node.
   *
   * @param domain of the operator; empty for the standard's
   * @throws IllegalArgumentException if there is something of that name
   */
  String node(
      String domain,
      String operator,
      String name,
      List<String> inputs,
      AttributeProto... attributes) {
    claim(name);
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(name)
            .addAllAttribute(Arrays.asList(attributes));
    if (!domain.isEmpty()) {
      node.setDomain(domain);
    }
    graph.addNode(node);
    return name;
  }

  private void claim(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("two things of the ONNX file are named '" + name + "'");
    }
  }

  /** The name, or one like it that nothing has yet. */
  String unique(String wanted) {
    String name = wanted;
    for (int i = 2; names.contains(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /**
   * A constant in the numbers that are said; the same one may be asked for again.
   *
   * @throws IllegalArgumentException if there is another of that name
   */
  String constant(String name, DataType type, double[] values, long... extents) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long extent : extents) {
      tensor.addDims(extent);
    }
    TensorProto constant = tensor.setRawData(bytes(type, values)).build();
    if (!constant.equals(constants.get(name))) {
      claim(name);
      constants.put(name, constant);
      graph.addInitializer(constant);
    }
    return name;
  }

  /** The same of one number, without extents. */
  String scalar(String name, DataType type, double value) {
    return constant(name, type, new double[] {value});
  }

  /** Positions along axes, which operators take as a constant. */
  String positions(String name, long... values) {
    double[] reals = Arrays.stream(values).asDoubleStream().toArray();
    return constant(name, DataType.INT64, reals, values.length);
  }

  private static ByteString bytes(DataType type, double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      switch (type) {
        case FLOAT -> bytes.putFloat((float) value);
        case DOUBLE -> bytes.putDouble(value);
        case INT64 -> bytes.putLong((long) value);
        case INT32 -> bytes.putInt((int) value);
        case INT8, UINT8 -> bytes.put((byte) (int) value);
        default -> throw new IllegalArgumentException("constants of " + type + " are not written");
      }
    }
    return ByteString.copyFrom(bytes.flip());
  }

  /**
   * The file.
   *
   * @param domain of operators beside the standard's; empty for none
   * @param remarks by key
   */
  ModelProto model(String domain, String description, Map<String, String> remarks) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("SkipTrim")
            .setDocString(description)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph.setName("network").setDocString(description));
    if (!domain.isEmpty()) {
      model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(1));
    }
    new TreeMap<>(remarks)
        .forEach(
            (key, value) ->
                model.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build();
  }
}
