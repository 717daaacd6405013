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
    DenseLayers dense = new DenseLayers(draft, readers);
    byType.put("Conv", convolutions::convolution);
    byType.put("BatchNormalization", convolutions::batchNorm);
    byType.put("Add", call -> add(call, convolutions, dense));
    byType.put(
        "Relu",
        call -> draft.add(draft.names().of(call.node()), new RealOp.Relu(), call.feature(0)));
    byType.put("Gemm", dense::gemm);
    byType.put("MatMul", dense::matMul);
    Pools pools = new Pools(draft);
    byType.put("GlobalAveragePool", pools::global);
    byType.put("AveragePool", pools::average);
    byType.put("MaxPool", pools::maximum);
    byType.put("ReduceMean", pools::mean);
    Layouts layouts = new Layouts(draft);
    byType.put("Transpose", layouts::transpose);
    byType.put("Pad", layouts::pad);
    byType.put("Slice", layouts::slice);
    for (String flat : List.of("Flatten", "Reshape", "Squeeze")) {
      byType.put(flat, layouts::flat);
    }
    byType.put("Identity", call -> call.feature(0));
    byType.put("Dropout", Operators::dropout);
    byType.put("Cast", Operators::cast);
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
      case "QuantizeLinear", "DequantizeLinear", "Quant", "BipolarQuant", "Trunc" ->
          "; export the network before it is quantized";
      default -> "";
    };
  }

  private static Feature dropout(Call call) throws Unsupported {
    if (call.optional(2).filter(training -> !training.isAll(0)).isPresent()) {
      throw new Unsupported("it is in training mode; export the network after model.eval()");
    }
    return call.feature(0);
  }

  private static Feature cast(Call call) throws Unsupported {
    if (!ConstantFolding.REAL_TYPES.contains(call.attributes().integer("to", 0))) {
      throw new Unsupported("it rounds what depends on the image to integers");
    }
    return call.feature(0);
  }

  private Feature add(Call call, Convolutions convolutions, DenseLayers dense) throws Unsupported {
    if (dense.hasAdded(call.node())) {
      return call.feature(call.isFeature(0) ? 0 : 1);
    }
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
