package org.skiptrim.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.skiptrim.network.RealOp;

/** The operators that are taken over, each by the class that knows its kind. */
final class Operators {
  /** What takes over a node. */
  interface Operator {
    Feature read(Call call) throws Unsupported;
  }

  private final Map<String, Operator> byType = new HashMap<>();
  private final Draft draft;
  private final Readers readers;
  private final List<String> notes;

  Operators(Draft draft, Readers readers, List<String> notes) {
    this.draft = draft;
    this.readers = readers;
    this.notes = notes;
    Convolutions convolutions = new Convolutions(draft, readers, notes);
    byType.put("Conv", convolutions::convolution);
    byType.put("BatchNormalization", convolutions::batchNorm);
    byType.put("Add", call -> add(call, convolutions));
    byType.put(
        "Relu",
        call -> draft.add(draft.names().of(call.node()), new RealOp.Relu(), call.feature(0)));
    DenseLayers dense = new DenseLayers(draft, readers);
    byType.put("Gemm", dense::gemm);
    byType.put("MatMul", dense::matMul);
    Pools pools = new Pools(draft);
    byType.put("GlobalAveragePool", pools::global);
    byType.put("AveragePool", pools::average);
    byType.put("ReduceMean", pools::mean);
    Layouts layouts = new Layouts(draft);
    byType.put("Transpose", layouts::transpose);
    byType.put("Pad", layouts::pad);
    byType.put("Slice", layouts::slice);
    for (String flat : List.of("Flatten", "Reshape", "Squeeze")) {
      byType.put(flat, layouts::flat);
    }
    for (String same : List.of("Identity", "Dropout", "Cast")) {
      byType.put(same, call -> call.feature(0));
    }
    byType.put("Softmax", this::softmax);
    byType.put("LogSoftmax", this::softmax);
  }

  /** What stands for the node's result. */
  Feature read(Call call) throws Unsupported {
    Operator operator = byType.get(call.node().getOpType());
    if (operator == null || !OnnxFile.isStandard(call.node().getDomain())) {
      throw new Unsupported("this operator is not supported" + remark(call));
    }
    return operator.read(call);
  }

  private static String remark(Call call) {
    return switch (call.node().getOpType()) {
      case "Clip" ->
          call.inputs() > 1 || call.attributes().has("max") ? " (ReLU6 among others)" : "";
      case "Concat" -> " (branches that are concatenated; skips are added here)";
      case "MaxPool" -> " yet";
      case "QuantizeLinear", "DequantizeLinear", "Quant", "BipolarQuant", "Trunc" ->
          "; export the network before it is quantized";
      default -> "";
    };
  }

  private Feature add(Call call, Convolutions convolutions) throws Unsupported {
    if (!call.isFeature(0) || !call.isFeature(1)) {
      return convolutions.addConstant(call);
    }
    Feature a = call.feature(0);
    Feature b = call.feature(1);
    return draft.add(draft.names().of(call.node()), new RealOp.Add(), a, b);
  }

  private Feature softmax(Call call) throws Unsupported {
    if (!readers.isOutput(call.node())) {
      throw new Unsupported("this operator is supported at the end alone");
    }
    notes.add(
        GraphReader.described(call.node()) + " is left out: the network ends with its logits");
    return call.feature(0);
  }
}
